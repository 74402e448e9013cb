/** Input that cannot be read as a log; `message` says what it is and what to do. */
export class Refusal extends Error {
  constructor(message: string) {
    super(message);
    this.name = "Refusal";
  }
}
