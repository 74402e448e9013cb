/**
 * One value for the whole process. Next bundles a module more than once (routes, pages, instrumentation, each reload in
 * development), and pools, counters and registries must not be made anew with each copy.
 */
export function singleton<T>(key: string, make: () => T): T {
  const symbol = Symbol.for(`aiops.${key}`);
  const store: { [name: symbol]: unknown } = globalThis;
  store[symbol] ??= make();
  // safe because only this function writes the symbol, and each key is used with one type
  return store[symbol] as T;
}
