import { writtenPrefix } from '../../commands/grammar/first-line.ts'
import { isStopped } from '../../errors.ts'
import { hideInputs } from '../../runner/input-secrets.ts'
import { readInputs } from '../../runner/inputs.ts'
import { readRunFacts } from '../../runner/run-facts.ts'
import { readEventFile } from '../../runner/run-variables.ts'
import type { Runner } from '../../runner/runner.ts'
import type { BegunStep } from '../../runner/step-begin.ts'
import { runStep } from '../../runner/step-process.ts'
import { DEPLOYBOT_INPUTS, validateDeploybot } from './inputs.ts'
import { type BotRequest, requestOf } from './request.ts'

/** The entry of the root action. */
export function deploybot(begun: BegunStep): Promise<void> {
  return runStep(deploybotStep, begun)
}

/** Reads what the run was asked for, carries it out, answers. `signal` is aborted when the run is cancelled. */
export async function deploybotStep(runner: Runner, signal: AbortSignal): Promise<void> {
  hideInputs(DEPLOYBOT_INPUTS, runner)
  const { log, env } = runner
  let request: BotRequest
  let token: string
  let prefix: string
  try {
    const inputs = validateDeploybot(readInputs(DEPLOYBOT_INPUTS, runner.input))
    const facts = readRunFacts(env, ['eventName', 'eventPath', 'runId', 'attempt', 'actor'])
    const startedBy = env.GITHUB_TRIGGERING_ACTOR || facts.actor
    request = requestOf(inputs, facts, readEventFile(facts.eventPath), startedBy)
    token = inputs.token
    prefix = writtenPrefix(inputs.prefix)
  } catch (thrown) {
    const { endOfThrown } = await import('./end.ts')
    const { presentEnd } = await import('./outputs.ts')
    await presentEnd(endOfThrown(thrown), runner, { prefix: '/', isRun: true })
    return
  }
  if (request.kind === 'nothing') {
    log.info(`Nothing to do: ${request.why}`)
    presentNothing(runner)
    return
  }
  // Most comments are no commands: what follows is not loaded for them.
  const { answerRequest } = await import('./answer-request.ts')
  const isAnswered = await answerRequest(request, runner, { token, prefix, signal, isStopped: () => isStopped(signal) })
  if (!isAnswered) presentNothing(runner)
}

function presentNothing({ setOutput }: Pick<Runner, 'setOutput'>): void {
  setOutput('decision', 'nothing')
  setOutput('code', '')
  setOutput('answer', '')
}
