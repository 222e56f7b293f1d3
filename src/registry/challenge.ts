/** What a registry asks for in `WWW-Authenticate` (RFC 9110, section 11.6.1). */
export interface Challenge {
  /** In lower case: `basic`, `bearer`. */
  readonly scheme: string
  /** Names in lower case. */
  readonly parameters: ReadonlyMap<string, string>
}

const CHALLENGE_PART =
  /(?<![\w-])([A-Za-z][\w-]*)\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^\s,"]+))|(?<![\w-])([A-Za-z][\w-]*)(?=\s|,|$)/g

/** Reads one header, which may hold several challenges. */
export function readChallenges(header: string): readonly Challenge[] {
  const challenges: { scheme: string; parameters: Map<string, string> }[] = []
  for (const [, name, quoted, plain, scheme] of header.matchAll(CHALLENGE_PART)) {
    if (scheme !== undefined) challenges.push({ scheme: scheme.toLowerCase(), parameters: new Map() })
    else if (name !== undefined) {
      challenges.at(-1)?.parameters.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '')
    }
  }
  return challenges
}
