import { asksIn } from '../../domain/claims/asked.ts'
import { heldStage } from '../../domain/claims/held-status.ts'
import { claimsIn, isEnd, isRest } from '../../domain/claims/run-claims.ts'
import type { DeploymentStatus } from '../../domain/deployment/record.ts'
import { endingOfStatus } from '../../domain/deployment/status-text.ts'
import type { DeploymentFacts } from '../../domain/history/deployment-facts.ts'
import { HOUR, MINUTE } from '../../time/duration.ts'
import type { ContinueAnswer, ContinueCode } from '../answer/continue.ts'
import type { Ask } from '../ask.ts'
import type { ContinueCommand } from '../command.ts'
import type { DeployPorts } from '../ports.ts'
import { recordPortsOf } from './record-ports.ts'

const PAUSE = 3_000
const FOLLOWED_FOR = HOUR
/** A run starts within seconds; what has none by then will have none. */
const NO_RUN_AFTER = 5 * MINUTE

/** Follows what was asked for until the deployment has its end, or is held again. */
export async function followContinuation(
  { command, actor, intent }: Ask<ContinueCommand>,
  { id, sha }: Pick<DeploymentFacts, 'id' | 'sha'>,
  ports: DeployPorts,
): Promise<ContinueAnswer> {
  const { verb: how, service, environment } = command
  const { clock, onStep, isFollowed } = ports
  const records = recordPortsOf(ports)
  const answer = (code: ContinueCode, text: string, log = ''): ContinueAnswer => ({
    ...{ schema: 1, code, how, service, environment, requester: actor.login },
    ...{ deployment: { id, sha }, end: { text, log } },
  })
  const begun = clock.now()
  let said = ''
  for (;;) {
    const statuses = await records.statuses(id)
    const { stage, after } = since(statuses, intent)
    const rest = after.find(isRest)
    if (rest !== undefined) return answer(codeOf(rest, stage), endingOfStatus(rest).text, rest.logUrl)
    const last = after.at(-1)?.description ?? ''
    if (last !== '' && last !== said) onStep(last)
    said = last
    const passed = clock.now() - begun
    if (!isFollowed || passed >= FOLLOWED_FOR) return answer('continue-open', said)
    const [run] = claimsIn(statuses)
    if (run === undefined && passed >= NO_RUN_AFTER) {
      return answer('continue-failed', 'no run has taken it: look at the workflow that was started')
    }
    if (run !== undefined && passed >= MINUTE && (await records.run(run.runId))?.isOver !== false) {
      const isSame = (await records.statuses(id)).length === statuses.length
      if (isSame) return answer('continue-failed', `run ${run.runId} is over without an end: "${said}"`)
    }
    await clock.sleep(PAUSE)
  }
}

/** What came after the request, and the stage at which it was held then. */
function since(statuses: readonly DeploymentStatus[], intent: string) {
  const at = statuses.findIndex(one => asksIn([{ ...one, createdAt: 0 }]).some(ask => ask.intent === intent))
  const stage = statuses
    .slice(0, at)
    .map(heldStage)
    .findLast(found => found !== undefined)
  return { stage, after: at < 0 ? [] : statuses.slice(at) }
}

function codeOf(rest: DeploymentStatus, before: number | undefined): ContinueCode {
  if (!isEnd(rest)) return heldStage(rest) === before ? 'continue-failed' : 'promoted-held'
  if (rest.state === 'success') return 'promoted'
  // What is live again stands behind who aborted it; where it came otherwise, that does.
  return /^aborted\b.*; \S+ is live\b/.test(endingOfStatus(rest).text) ? 'aborted' : 'continue-failed'
}
