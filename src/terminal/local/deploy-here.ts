import { randomInt } from 'node:crypto'
import { deployEffects } from '../../actions/deploy/deploy-effects.ts'
import { reportDeployment } from '../../actions/deploy/outputs.ts'
import type { DeployPlan } from '../../commands/answer/deploy.ts'
import type { CarryOutHere } from '../../commands/ports.ts'
import { runDeployment } from '../../delivery/release/run.ts'
import type { DeployContext } from '../../deployments/context.ts'
import { finishAfterJob } from '../../deployments/job/end.ts'
import type { DeployResult } from '../../deployments/result.ts'
import { unwrittenStatus } from '../../deployments/words.ts'
import { localLogUrl, newLocalRun } from '../../domain/claims/local-run.ts'
import { endingLine } from '../../domain/deployment/status-text.ts'
import { UserError } from '../../errors.ts'
import { programOnPath } from '../../process/program-path.ts'
import type { Arguments } from '../arguments.ts'
import type { CommandPlace } from '../place.ts'
import type { Terminal } from '../terminal.ts'
import { Clone } from './clone.ts'
import { namedCluster } from './named-cluster.ts'
import { contextOf, localRunner, settingsOf } from './prepare.ts'
import { indentedLine } from './runner.ts'

/** A process that is late ends the record itself, before others take it for gone. */
const BEFORE_END_MS = 2 * 60_000

/**
 * Carries deployments out in this process, as `actions/deploy` does in a job: the same inputs, steps and records. Where something
 * is missing here, `check` throws a `UserError` before there is a record.
 */
export function deployingHere(args: Arguments, terminal: Terminal, place: CommandPlace, token: string) {
  let ready: ReturnType<typeof prepared> | undefined
  return {
    check: async (plan: DeployPlan): Promise<void> => {
      ready = prepared(args, terminal, place, token, plan)
      const { cluster, runner } = await ready
      terminal.err.print(indentedLine(runner.masks.redact(cluster)))
    },
    carryOut: (async (record, plan) => {
      // As it was checked: nothing may go missing once there is a record.
      const { clone, settings, runner } = await (ready ?? prepared(args, terminal, place, token, plan))
      const run = newLocalRun(randomInt(2 ** 32) / 2 ** 32, settings.timeoutMs)
      const page = `https://${place.host}/${place.owner}/${place.repo}`
      const who = { runId: run.runId, logUrl: localLogUrl(page, run), startedBy: plan.requester }
      const context = contextOf(place, clone.folder, who, terminal)
      const over = new AbortController()
      const late = new AbortController()
      void terminal.clock.sleep(run.lastsMs - BEFORE_END_MS, over.signal).then(
        () => late.abort(new Error('the time of a deployment from a terminal is up')),
        () => undefined,
      )
      const signal = AbortSignal.any([terminal.signal, late.signal])
      const real = deployEffects(settings, context, runner, signal)
      // What is rendered comes out of the commit: a person's clone may have another one checked out.
      const effects = { ...real, checkWorkTree: async () => [] }
      let result: DeployResult
      try {
        result = await runDeployment({ by: 'id', id: record.id }, settings, context, effects)
      } finally {
        over.abort()
        await finish(context, effects)
      }
      return endOf(result, record.id, () => reportDeployment(result, runner))
    }) satisfies CarryOutHere,
  }
}

/** What a job's last step does: whatever happened, the record does not stay open. */
async function finish(context: DeployContext, effects: ReturnType<typeof deployEffects>): Promise<void> {
  const problem = await finishAfterJob(context, effects)
  if (problem !== undefined) effects.log.error(problem)
}

async function endOf(result: DeployResult, id: number, report: () => Promise<void>) {
  if (result.kind === 'left-alone') {
    throw new UserError(result.reason, `deployment ${id} is left alone: ${result.why}`)
  }
  const { view, unwritten } = result
  const { outcome, text, after } = view.ending
  if (unwritten !== undefined) {
    throw new UserError(unwritten.reason, unwrittenStatus(`deployment ${id}`, endingLine(view.ending), unwritten))
  }
  if (outcome !== 'success') await report()
  return { outcome, text: after === undefined ? text : `${text}; ${after}`, log: '' }
}

async function prepared(args: Arguments, terminal: Terminal, place: CommandPlace, token: string, plan: DeployPlan) {
  const clone = await Clone.around(terminal, terminal.signal)
  const commit = await clone.commit(plan.to.sha)
  const about = { service: plan.service, commit, place, clone, loudness: 'steps' } as const
  const { texts, runner } = await localRunner(about, args, terminal, { cluster: true })
  const cluster = await namedCluster(texts)
  if (programOnPath('kubectl', terminal.env.PATH) === undefined) {
    throw new UserError('program-missing', 'kubectl is not on the PATH: install it first')
  }
  runner.masks.add(token)
  const settings = settingsOf({ ...texts, token, 'slack-token': terminal.env.SLACK_TOKEN ?? '' }, terminal.env)
  return { clone, runner, settings, cluster }
}
