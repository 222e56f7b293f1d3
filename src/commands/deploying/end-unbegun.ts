import { readPayload } from '../../domain/deployment/payload.ts'
import { statusText } from '../../domain/deployment/status-text.ts'
import { messageOf, UserError } from '../../errors.ts'
import { isDoubtful } from '../../github/failure.ts'
import type { DeployPorts } from '../ports.ts'
import { lockLeft, releaseLeft } from './lock-after.ts'
import { recordPortsOf } from './record-ports.ts'
import type { Deploying } from './see-through.ts'

/** Pauses before each look for a record whose answer was not waited for: GitHub may still be at it. */
const LOOKS = [0, 1_000, 3_000]

/**
 * Ends the record of a deployment that was to be carried out here and that nothing has begun, gives back the lock of its
 * rollback, and says so: no run takes such a record, and it would be in the way of all who ask for its commit. Goes on where
 * the command was stopped. `claim`: that of the record and of the lock.
 */
export async function endUnbegun(
  claim: string,
  thrown: unknown,
  { ask, plan, facts }: Omit<Deploying, 'way'>,
  ports: DeployPorts,
): Promise<void> {
  const { onStep, clock } = ports
  const lasting = { ...ports, ...ports.afterStop }
  const { recent, statuses, withdraw } = recordPortsOf(lasting)
  const wasStopped = !(thrown instanceof UserError)
  const pauses = wasStopped || isDoubtful(thrown) ? LOOKS : LOOKS.slice(0, 1)
  let named = 'the deployment'
  let hasBegun = false
  try {
    for (const pause of pauses) {
      await clock.sleep(pause)
      const own = (await recent(plan.environment)).filter(({ payload }) => readPayload(payload)?.claim === claim)
      for (const { id } of own) {
        named = `deployment ${id}`
        if ((await statuses(id)).length > 0) {
          hasBegun = true
          continue
        }
        const why = wasStopped ? 'Cancelled: stopped before it began' : `Error: it did not begin: ${messageOf(thrown)}`
        await withdraw(id, statusText(why))
        onStep(`${named} had not begun, and is withdrawn`)
      }
      if (own.length > 0) break
    }
  } catch (problem) {
    const until =
      'if it is there without a status, set it inactive at GitHub: it is in the way of this commit for half an hour'
    onStep(`${named} could not be withdrawn (${messageOf(problem)}); ${until}`)
  }
  if (ask.command.verb !== 'rollback' || facts.at.environment.rules.lockAfterRollback === undefined) return
  const left = lockLeft(plan, claim)
  if (hasBegun) return onStep(`${left.holds} stays locked, if the rollback had locked it: status shows what is`)
  const given = await releaseLeft(ask, plan, left, lasting)
  if (!given.taken) onStep(given.why)
}
