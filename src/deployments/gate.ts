import { leftOutLine } from '../domain/checks/check-conclusions.ts'
import type { CheckFacts } from '../domain/checks/facts.ts'
import { type CheckJudgement, judgeChecks } from '../domain/checks/judge.ts'
import { isLocalRun } from '../domain/claims/local-run.ts'
import { ruleFindings } from '../domain/deployment/deploy-rules.ts'
import type { DeployRequest } from '../domain/deployment/request.ts'
import { checkWait, refusalBy, type Verdict, verdictOf } from '../domain/deployment/verdict.ts'
import type { Commit } from '../domain/history/first-parents.ts'
import type { LockReader } from '../domain/history/lock.ts'
import type { TrunkPlace } from '../domain/history/trunk-place.ts'
import { type Finding, UserError } from '../errors.ts'
import { readChecks } from '../github/checks/read-checks.ts'
import type { GitHubClient } from '../github/client.ts'
import { placeOnTrunk } from '../github/history/trunk.ts'
import type { Logger } from '../log/logger.ts'
import type { FoundImage } from '../registry/image-lookup.ts'
import type { Clock } from '../time/clock.ts'
import { goesStraight, holdingFindings, type ReadHolding, readHolding } from './holding.ts'
import { checkAttestation } from './image-attestation.ts'
import { checkOrigin } from './image-origin.ts'
import { type ReadRules, readRules, ruleFacts } from './rule-facts.ts'

/** What the gate looks at. All of it is read in parallel: a person wants every reason at once. */
interface GateInput {
  readonly github: GitHubClient
  readonly request: DeployRequest
  readonly branch: string
  readonly runId: number
  /** Page of the repository. */
  readonly page: string
  readonly lookUpImage: () => Promise<FoundImage>
  readonly checkWorkTree: () => Promise<readonly Finding[]>
  readonly locks: LockReader
  /** Login of who started the run; empty when the runner does not say. */
  readonly startedBy: string
  readonly clock: Clock
  /** Waits, until the run is stopped. */
  readonly pause: (ms: number) => Promise<void>
  /** Called once when checks are waited for, with what for. */
  readonly onWait: (text: string) => void
  /** Called before each pause of waiting. */
  readonly onPause: (ms: number) => void
  readonly log: Logger
  /** Called with the first-parent line from the head of the branch to the commit, when the commit is on it. */
  readonly onTrunkRead: (line: readonly Commit[]) => void
}

/** The verdict, and the image where it exists. */
interface GateResult {
  readonly verdict: Verdict
  readonly image: FoundImage | undefined
  /** Whether it goes to all pods at once whatever the policy says: it is older than what is live. */
  readonly isStraight: boolean
}

/** Everything the gate looks at, as it was read. */
interface GateReads {
  readonly trunk: PromiseSettledResult<TrunkPlace>
  readonly facts: PromiseSettledResult<CheckFacts>
  readonly image: PromiseSettledResult<FoundImage>
  readonly tree: PromiseSettledResult<readonly Finding[]>
  readonly rules: PromiseSettledResult<ReadRules>
  readonly holding: PromiseSettledResult<ReadHolding>
}

/** Between two looks at checks that have not ended: they take minutes, and each look takes three requests. */
const LOOK_AGAIN_MS = 15_000

/** Decides whether the commit may be deployed. Throws where something it needs could not be read and nothing else refuses. */
export async function runGate(input: GateInput): Promise<GateResult> {
  const [trunk, facts, image, tree, rules, holding] = await Promise.allSettled([
    placeOnTrunk(input.github, { branch: input.branch, sha: input.request.sha }),
    readFacts(input),
    readImage(input),
    input.checkWorkTree(),
    readRules(input, input.request),
    readHolding(input, input.request),
  ])
  const place = readOf(trunk)
  if (place?.kind === 'found') {
    input.onTrunkRead(place.line)
    input.log.info(`✓ on ${input.branch}, ${ageOf(place.position)}`)
  }
  return decide(input, await waited(input, { trunk, facts, image, tree, rules, holding }))
}

function decide(input: GateInput, reads: GateReads): GateResult {
  const { trunk, facts, image, tree, rules, holding } = reads
  const checks = checksOf(input, reads)
  log(input, checks, readOf(image))
  const partial = partialFacts(input, reads)
  const refusal = refusalBy(partial)
  const line = lineOf(reads)
  const isStraight = holding.status === 'fulfilled' && goesStraight(holding.value, line)
  if (refusal !== undefined) return { verdict: refusal, image: readOf(image), isStraight }
  // Nothing refuses, but whatever could not be read might have.
  for (const read of [trunk, facts, tree, image, rules, holding]) if (read.status === 'rejected') throw read.reason
  const { trunk: place, rules: said } = partial
  if (place === undefined || checks === undefined || said === undefined) {
    throw new Error('the gate has neither facts nor a reason')
  }
  return { verdict: verdictOf({ ...partial, trunk: place, checks, rules: said }), image: readOf(image), isStraight }
}

/** Waits for checks that have not ended, as long as the policy says and nothing else refuses. */
async function waited(input: GateInput, first: GateReads): Promise<GateReads> {
  const { clock, pause } = input
  const until = clock.now() + input.request.environment.waitForChecks
  let reads = first
  for (let isFirst = true; clock.now() < until; isFirst = false) {
    const wait = checkWait(partialFacts(input, reads))
    if (wait === undefined) break
    if (isFirst) input.onWait(wait.text)
    input.log.info(wait.text)
    const ms = Math.min(LOOK_AGAIN_MS, until - clock.now())
    input.onPause(ms)
    await pause(ms)
    const [facts] = await Promise.allSettled([readFacts(input)])
    reads = { ...reads, facts }
  }
  if (reads === first) return first
  // What was waited for may have pushed the image, and somebody may have locked the environment meanwhile.
  const again = () => (reads.image.status === 'fulfilled' ? Promise.resolve(reads.image.value) : readImage(input))
  const [image, rules, holding] = await Promise.allSettled([
    again(),
    readRules(input, input.request),
    readHolding(input, input.request),
  ])
  return { ...reads, image, rules, holding }
}

async function readImage({ lookUpImage, github, request, branch, page, log }: GateInput): Promise<FoundImage> {
  const image = await lookUpImage()
  const required = request.environment.imageAttestation === 'required'
  const owner = { github, sha: request.sha, branch, page, log, required }
  const [label, attestation] = await Promise.allSettled([checkOrigin(image, owner), checkAttestation(image, owner)])
  throwAll(label, attestation)
  return image
}

/** What refuses, all of it; where nothing does, the first error. */
function throwAll(...checks: readonly PromiseSettledResult<void>[]): void {
  const findings = checks.flatMap(refusalsOf)
  if (findings.length > 0) throw UserError.from(findings)
  for (const check of checks) if (check.status === 'rejected') throw check.reason
}

function readFacts({ github, request, branch, runId, pause }: GateInput): Promise<CheckFacts> {
  const { sha, environment } = request
  const ownRun = isLocalRun(runId) ? {} : { runId }
  return readChecks(github, { sha, branch, ...ownRun, policy: environment.checks, pause })
}

function partialFacts(input: GateInput, reads: GateReads): Parameters<typeof refusalBy>[0] {
  const { request, branch, clock } = input
  const place = readOf(reads.trunk)
  const checks = checksOf(input, reads)
  const [read, holding] = [readOf(reads.rules), readOf(reads.holding)]
  const line = lineOf(reads)
  const rules =
    read === undefined || holding === undefined
      ? undefined
      : [
          ...ruleFindings(request.environment.rules, ruleFacts(read, request, line, clock.now())),
          ...holdingFindings(holding, request, line),
        ]
  return {
    ...{ sha: request.sha, branch, others: othersOf(reads), force: request.payload?.force?.reason },
    ...(place === undefined ? {} : { trunk: place }),
    ...(checks === undefined ? {} : { checks }),
    ...(rules === undefined ? {} : { rules }),
  }
}

/** From the head of the branch to the commit; empty where that is not known. */
function lineOf({ trunk }: GateReads): readonly Commit[] {
  const place = readOf(trunk)
  return place?.kind === 'found' ? place.line : []
}

function checksOf({ request }: GateInput, { facts }: GateReads): CheckJudgement | undefined {
  return facts.status === 'fulfilled' ? judgeChecks(facts.value, request.environment.checks) : undefined
}

function othersOf({ tree, image }: GateReads): readonly Finding[] {
  return [...(readOf(tree) ?? []), ...refusalsOf(image)]
}

function log({ log }: GateInput, checks: CheckJudgement | undefined, image: FoundImage | undefined): void {
  for (const { name, result } of checks?.passed ?? []) log.info(`✓ check ${name} (${result})`)
  const leftOut = checks?.leftOut ?? []
  if (leftOut.length > 0) log.info(`- ${leftOutLine(leftOut)}`)
  if (image !== undefined) log.info(`✓ image ${image.reference}`)
}

function readOf<T>(settled: PromiseSettledResult<T>): T | undefined {
  return settled.status === 'fulfilled' ? settled.value : undefined
}

function ageOf(position: number): string {
  if (position === 0) return 'its newest commit'
  return position === 1 ? '1 commit before its newest' : `${position} commits before its newest`
}

/** A missing image refuses like a failed check; a registry that does not answer is an error, not a verdict. */
function refusalsOf(image: PromiseSettledResult<unknown>): readonly Finding[] {
  if (image.status === 'fulfilled') return []
  const thrown: unknown = image.reason
  if (!(thrown instanceof UserError) || thrown.outcome !== 'refused') return []
  return thrown.findings.length > 0 ? thrown.findings : [{ reason: thrown.reason, text: thrown.message }]
}
