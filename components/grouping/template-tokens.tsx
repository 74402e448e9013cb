"use client";

import { useRef, useState, type KeyboardEvent } from "react";
import { templateTokens, type TemplateToken } from "#engine";
import type { TokenRule } from "#engine";
import { templateParts } from "#components/log/template-parts.ts";
import { variableLook } from "#components/log/template.tsx";
import { cn } from "#components/ui/cn.ts";
import { Menu, MenuContent, MenuItem, MenuLabel, MenuTrigger } from "#components/ui/menu.tsx";

type Kind = TokenRule["kind"];

/** Of a very long template the first tokens can be changed; the rest is text. */
const MOST_BUTTONS = 150;

const WORDS: Record<Kind, { name: string; what: string }> = {
  variable: { name: "Variable", what: "any word here" },
  constant: { name: "Constant", what: "split by its value" },
  ignore: { name: "Ignore", what: "any word or none" },
};

/**
 * A template whose words and variables are buttons: each opens what can be made of it. One stop for Tab; arrows go from token
 * to token.
 */
export function TemplateTokens({
  template,
  onChoose,
}: {
  template: string;
  onChoose: (kind: Kind, position: number) => void;
}) {
  const tokens = templateTokens(template);
  const names = namesOf(template, tokens);
  const places = tokens.flatMap((token, at) => (token.word || token.variable ? [at] : [])).slice(0, MOST_BUTTONS);
  const [current, setCurrent] = useState(places[0] ?? 0);
  const box = useRef<HTMLSpanElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const at = places.indexOf(current);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: places.length - 1 }[event.key];
    const next = to === undefined ? undefined : places[to];
    if (next === undefined) return;
    event.preventDefault();
    setCurrent(next);
    box.current?.querySelector<HTMLElement>(`[data-at="${next}"]`)?.focus();
  };
  return (
    <span ref={box} role="toolbar" tabIndex={-1} aria-label="Words and variables of the template" onKeyDown={onKeyDown}>
      {tokens.map((token, at) => (
        // A token has no identity but its place.
        <span key={at}>
          {template.slice(tokens[at - 1]?.end ?? 0, token.start)}
          {places.includes(at) ? (
            <TokenButton
              at={at}
              token={token}
              name={names.get(at) ?? token.text}
              reached={current === at}
              onReach={() => setCurrent(at)}
              onChoose={(kind) => onChoose(kind, at)}
            />
          ) : (
            token.text
          )}
        </span>
      ))}
      {template.slice(tokens.at(-1)?.end ?? 0)}
    </span>
  );
}

function TokenButton({
  at,
  token,
  name,
  reached,
  onReach,
  onChoose,
}: {
  at: number;
  token: TemplateToken;
  name: string;
  reached: boolean;
  onReach: () => void;
  onChoose: (kind: Kind) => void;
}) {
  // What was chosen opens below and takes the focus; a menu that was only closed gives it back.
  const chosen = useRef(false);
  const choose = (kind: Kind) => {
    chosen.current = true;
    onChoose(kind);
  };
  const isVariable = token.text === "<*>";
  const offered: Kind[] = isVariable ? ["constant", "ignore"] : ["variable", "ignore"];
  return (
    <Menu onOpenChange={(open) => open && (chosen.current = false)}>
      <MenuTrigger asChild>
        <button
          type="button"
          data-at={at}
          tabIndex={reached ? 0 : -1}
          onFocus={onReach}
          className={cn(
            "inline cursor-pointer rounded-[2px] text-left [font:inherit] [overflow-wrap:anywhere] hover:bg-hover hover:underline hover:decoration-dotted hover:underline-offset-4 data-[state=open]:bg-active",
            isVariable && variableLook,
          )}
        >
          {name}
        </button>
      </MenuTrigger>
      <MenuContent align="start" onCloseAutoFocus={(event) => chosen.current && event.preventDefault()}>
        <MenuLabel>
          <span className="block max-w-[280px] truncate font-mono">{name}</span>
        </MenuLabel>
        {offered.map((kind) => (
          <MenuItem key={kind} end={WORDS[kind].what} onSelect={() => choose(kind)}>
            {WORDS[kind].name}
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  );
}

/** `waiting=<*>` is shown as `waiting=<waiting>`. */
function namesOf(template: string, tokens: readonly TemplateToken[]): Map<number, string> {
  const variables = templateParts(template).filter((part) => part.kind === "variable");
  const places = tokens.flatMap(({ text }, at) => (text === "<*>" ? [at] : []));
  return new Map(places.map((at, index) => [at, `<${variables[index]?.name ?? "*"}>`]));
}
