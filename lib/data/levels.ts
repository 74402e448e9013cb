import { LEVELS, type Level, type LevelCounts } from "#engine";

/** Levels are stored as their place in LEVELS. */
export const levelName = (stored: number | null): Level | null => (stored === null ? null : (LEVELS[stored] ?? null));

const numbers = new Map<string, number>(LEVELS.map((level, index) => [level, index]));
export const levelNumber = (level: string | null): number | null =>
  level === null ? null : (numbers.get(level) ?? null);

/** The loudest level of some counts as it is stored with a group: -1 where all are unknown. */
export const loudest = (levels: LevelCounts): number => LEVELS.findLastIndex((level) => (levels[level] ?? 0) > 0);
