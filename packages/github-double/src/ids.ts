/**
 * Where the ids of each kind start: about where GitHub's are, different for each kind, and above 2^31 where
 * GitHub's are, so that an id of the wrong kind never fits by chance and none is held in 32 bits.
 */
const STARTS = {
  user: 41_900_000,
  app: 1_200_000,
  repository: 871_000_000,
  workflow: 118_000_000,
  deployment: 2_917_000_000,
  deploymentStatus: 8_142_000_000,
  commitStatus: 36_500_000_000,
  checkRun: 52_300_000_000,
  checkSuite: 45_600_000_000,
  workflowRun: 19_400_000_000,
  pullRequest: 2_214_000_000,
  activity: 24_300_000_000,
  attestation: 31_200_000,
  issue: 3_050_000_000,
  issueComment: 3_640_000_000,
  reaction: 301_000_000,
} as const

export type Kind = keyof typeof STARTS

/** Hands out ids that increase over all kinds: a later thing of any kind has a higher count than an earlier one. */
export class Ids {
  #count = 0

  next(kind: Kind): number {
    this.#count += 1
    return STARTS[kind] + this.#count
  }
}

/** The opaque id GraphQL would use for the same thing. */
export function nodeId(prefix: string, id: number): string {
  return `${prefix}_${Buffer.from(String(id)).toString('base64url')}`
}
