import { once } from "node:events";

/** Writes lines to standard output, in large pieces, waiting when the reader is slow. */
export class LineWriter {
  #buffer: string[] = [];
  #size = 0;

  async write(value: unknown): Promise<void> {
    const line = `${JSON.stringify(value)}\n`;
    this.#buffer.push(line);
    this.#size += line.length;
    if (this.#size > 64 * 1024) await this.flush();
  }

  async flush(): Promise<void> {
    const text = this.#buffer.join("");
    this.#buffer = [];
    this.#size = 0;
    if (text !== "" && !process.stdout.write(text)) await once(process.stdout, "drain");
  }
}
