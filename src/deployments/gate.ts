import { judgeChecks } from '../domain/checks/judge.ts'
import { judge, refusalBy, type Verdict } from '../domain/deployment/verdict.ts'
import type { Commit } from '../domain/history/first-parents.ts'
import { type Finding, UserError } from '../errors.ts'
import { readChecks } from '../github/checks/read-checks.ts'
import type { GitHubClient } from '../github/client.ts'
import { placeOnTrunk } from '../github/history/trunk.ts'
import type { Logger } from '../log/logger.ts'
import type { EnvironmentPolicy } from '../policy/policy.ts'
import type { FoundImage } from '../registry/image-lookup.ts'

/** What the gate looks at. All of it is read side by side: a person wants every reason at once. */
interface GateInput {
  readonly github: GitHubClient
  readonly sha: string
  readonly branch: string
  readonly runId: number
  readonly environment: EnvironmentPolicy
  readonly lookUpImage: () => Promise<FoundImage>
  readonly checkWorkTree: () => Promise<readonly Finding[]>
  /** Waits, until the run is stopped. */
  readonly pause: (ms: number) => Promise<void>
  readonly log: Logger
  /** Called with the first-parent line from the head of the branch to the commit, when the commit is on it. */
  readonly onTrunkRead: (line: readonly Commit[]) => void
}

/** The verdict, and the image where it exists. */
interface GateResult {
  readonly verdict: Verdict
  readonly image: FoundImage | undefined
}

/** Decides whether the commit may be deployed. Throws where something it needs could not be read and nothing else refuses. */
export async function runGate(input: GateInput): Promise<GateResult> {
  const { github, sha, branch, runId, environment, log } = input
  const [trunk, facts, image, tree] = await Promise.allSettled([
    placeOnTrunk(github, { branch, sha }),
    readChecks(github, { sha, branch, runId, policy: environment.checks, pause: input.pause }),
    input.lookUpImage(),
    input.checkWorkTree(),
  ])
  const checks = facts.status === 'fulfilled' ? judgeChecks(facts.value, environment.checks) : undefined
  const place = readOf(trunk)
  if (place?.kind === 'found') {
    input.onTrunkRead(place.line)
    log.info(`✓ on ${branch}, ${ageOf(place.position)}`)
  }
  for (const { name, result } of checks?.passed ?? []) log.info(`✓ check ${name} (${result})`)
  for (const { name, result, why } of checks?.leftOut ?? [])
    log.info(`- run of ${name} (${result}) does not count: ${why}`)
  if (image.status === 'fulfilled') log.info(`✓ image ${image.value.reference}`)
  const known = { sha, branch, others: [...(readOf(tree) ?? []), ...refusalsOf(image)] }
  const refusal = refusalBy({
    ...known,
    ...(place === undefined ? {} : { trunk: place }),
    ...(checks === undefined ? {} : { checks }),
  })
  if (refusal !== undefined) return { verdict: refusal, image: readOf(image) }
  // Nothing refuses, but whatever could not be read might have.
  for (const read of [trunk, facts, tree, image]) if (read.status === 'rejected') throw read.reason
  if (place === undefined || checks === undefined) throw new Error('the gate has neither facts nor a reason')
  return { verdict: judge({ ...known, trunk: place, checks }), image: readOf(image) }
}

function readOf<T>(settled: PromiseSettledResult<T>): T | undefined {
  return settled.status === 'fulfilled' ? settled.value : undefined
}

function ageOf(position: number): string {
  if (position === 0) return 'its newest commit'
  return position === 1 ? '1 commit before its newest' : `${position} commits before its newest`
}

/** A missing image refuses like a failed check; a registry that does not answer is an error, not a verdict. */
function refusalsOf(image: PromiseSettledResult<FoundImage>): readonly Finding[] {
  if (image.status === 'fulfilled') return []
  const thrown: unknown = image.reason
  if (!(thrown instanceof UserError) || thrown.outcome !== 'refused') return []
  return thrown.findings.length > 0 ? thrown.findings : [{ reason: thrown.reason, text: thrown.message }]
}
