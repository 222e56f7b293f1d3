import { type PathPattern, pathPattern } from './path-patterns.ts'

/** A pattern of a service's paths. */
export interface ServicePath extends PathPattern {
  /** `file:line`. */
  readonly where: string
}

/** Of each service that has paths; every commit belongs to the others. */
export type ServicePaths = ReadonlyMap<string, readonly ServicePath[]>

/** `services:` as the file has it. */
export type RawServices = readonly string[] | Readonly<Record<string, RawService | null>>

interface RawService {
  readonly paths?: readonly string[]
}

/** The names, in the order of the file, and the paths. `at`: `file:line` of what stands at a path of keys. */
export function servicesOf(
  raw: RawServices,
  at: (path: readonly (string | number)[]) => string,
): { readonly names: readonly string[]; readonly paths: ServicePaths } {
  if (isList(raw)) return { names: raw, paths: new Map() }
  const paths = new Map<string, readonly ServicePath[]>()
  // What several services name is compared once.
  const patterns = new Map<string, PathPattern>()
  for (const [name, service] of Object.entries(raw)) {
    if (service?.paths === undefined) continue
    const found = service.paths.map((text, index) => ({
      ...patternOf(text, patterns),
      where: at(['services', name, 'paths', index]),
    }))
    paths.set(name, found)
  }
  return { names: Object.keys(raw), paths }
}

function isList(raw: RawServices): raw is readonly string[] {
  return Array.isArray(raw)
}

function patternOf(text: string, patterns: Map<string, PathPattern>): PathPattern {
  const pattern = patterns.get(text) ?? pathPattern(text)
  if (pattern === undefined) throw new Error(`the schema let '${text}' pass as a pattern of paths`)
  patterns.set(text, pattern)
  return pattern
}
