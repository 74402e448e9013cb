/** Names joined into trees, with the rules that joined them. */
export interface Forest {
  join(a: string, b: string, rule: string): void;
  /** The rules that named this very one. */
  rulesAt(name: string): readonly string[];
  trees(): Tree[];
}

export interface Tree {
  /** Sorted. */
  names: string[];
  /** Newest first. */
  rules: string[];
}

export function createForest(): Forest {
  const parents = new Map<string, string>();
  const rules = new Map<string, Set<string>>();
  const rootOf = (name: string): string => {
    let at = name;
    for (let parent = parents.get(at); parent !== undefined && parent !== at; parent = parents.get(at)) {
      parents.set(at, parents.get(parent) ?? parent);
      at = parent;
    }
    return at;
  };
  const note = (name: string, rule: string) => {
    const known = rules.get(name);
    if (known === undefined) rules.set(name, new Set([rule]));
    else known.add(rule);
    if (!parents.has(name)) parents.set(name, name);
  };
  return {
    join(a, b, rule) {
      note(a, rule);
      note(b, rule);
      parents.set(rootOf(a), rootOf(b));
    },
    rulesAt: (name) => [...(rules.get(name) ?? [])],
    trees: () =>
      [...Map.groupBy(parents.keys(), rootOf).values()].map((names) => ({
        names: names.toSorted(),
        rules: [...new Set(names.flatMap((name) => [...(rules.get(name) ?? [])]))].toSorted().toReversed(),
      })),
  };
}
