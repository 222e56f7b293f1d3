import type { FoundImage } from '../docker/registry.ts'
import { readChecks } from '../github/checks.ts'
import type { GitHubClient } from '../github/client.ts'
import { placeOnTrunk } from '../github/commits.ts'
import type { Logger } from '../runner/logger.ts'
import { type Finding, UserError } from '../runner/user-error.ts'
import { judgeChecks } from '../train/checks.ts'
import type { EnvironmentPolicy } from '../train/policy.ts'
import { judge, type Verdict } from '../train/verdict.ts'

/** What the gate looks at. All of it is read side by side: a person wants every reason at once. */
export interface GateQuestion {
  readonly github: GitHubClient
  readonly sha: string
  readonly branch: string
  readonly runId: number
  readonly environment: EnvironmentPolicy
  readonly lookUpImage: () => Promise<FoundImage>
  readonly checkWorkTree: () => Promise<readonly Finding[]>
  readonly log: Logger
}

/** The verdict, and the image where it exists. */
export interface GateAnswer {
  readonly verdict: Verdict
  readonly image: FoundImage | undefined
}

/** Decides whether the commit may be deployed. Throws where something it needs could not be read and nothing else refuses. */
export async function askGate(question: GateQuestion): Promise<GateAnswer> {
  const { github, sha, branch, runId, environment, log } = question
  const [trunk, facts, image, tree] = await Promise.allSettled([
    placeOnTrunk(github, { branch, sha }),
    readChecks(github, { sha, runId }),
    question.lookUpImage(),
    question.checkWorkTree(),
  ])
  if (trunk.status === 'rejected') throw trunk.reason
  if (facts.status === 'rejected') throw facts.reason
  const checks = judgeChecks(facts.value, environment.checks)
  const others = [...findingsOf(tree), ...refusalsOf(image)]
  const verdict = judge({ sha, branch, trunk: trunk.value, checks, others })
  if (trunk.value.kind === 'found') log.info(`✓ on ${branch}, ${ageOf(trunk.value.position)}`)
  for (const { name, result } of checks.passed) log.info(`✓ check ${name} (${result})`)
  if (verdict.kind === 'allow') {
    // Only now: what refuses is said before what could not be read.
    if (tree.status === 'rejected') throw tree.reason
    if (image.status === 'rejected') throw image.reason
  }
  if (image.status === 'fulfilled') log.info(`✓ image ${image.value.reference}`)
  return { verdict, image: image.status === 'fulfilled' ? image.value : undefined }
}

function ageOf(position: number): string {
  if (position === 0) return 'its newest commit'
  return position === 1 ? '1 commit before its newest' : `${position} commits before its newest`
}

function findingsOf(tree: PromiseSettledResult<readonly Finding[]>): readonly Finding[] {
  return tree.status === 'fulfilled' ? tree.value : []
}

/** A missing image refuses like a failed check; a registry that does not answer is an error, not a verdict. */
function refusalsOf(image: PromiseSettledResult<FoundImage>): readonly Finding[] {
  if (image.status === 'fulfilled') return []
  const thrown: unknown = image.reason
  if (!(thrown instanceof UserError) || thrown.outcome !== 'refused') return []
  return thrown.findings.length > 0 ? thrown.findings : [{ reason: thrown.reason, text: thrown.message }]
}
