import type { DeployPlan } from '../../commands/answer/deploy.ts'
import { afterAnswer } from '../../commands/locks/after-answer.ts'
import { COMMENT_LIMIT, renderMarkdown } from '../../commands/render/markdown.ts'
import { deployPlanView } from '../../commands/view/deploy.ts'
import type { Block, Line, View } from '../../commands/view/view.ts'
import { connectGitHub } from '../../github/client.ts'
import { ownerAndName } from '../../github/repository.ts'
import { LAST_STATUS_RETRY_LIMITS } from '../../github/retry.ts'
import { readRunFacts } from '../../runner/run-facts.ts'
import type { Runner } from '../../runner/runner.ts'
import { admit, carryOutRequest } from './carry-out.ts'
import { type BotEnd, endOfAnswer, endOfStop, endOfThrown } from './end.ts'
import { logText, presentEnd, presentUnanswered } from './outputs.ts'
import { isUnanswered, Reply } from './reply.ts'
import type { BotRequest } from './request.ts'

/** What the step has beside the runner. */
interface Given {
  readonly token: string
  readonly prefix: string
  readonly signal: AbortSignal
  readonly isStopped: () => boolean
}

/** Carries a request out and answers it. False where nothing was to be done. */
export async function answerRequest(
  request: Extract<BotRequest, { readonly kind: 'ask' }>,
  runner: Runner,
  { token, prefix, signal, isStopped }: Given,
): Promise<boolean> {
  const { log, env, clock, masks } = runner
  const { comment } = request
  const facts = readRunFacts(env, ['repository', 'apiUrl', 'attemptUrl', 'repositoryUrl'])
  const repository = ownerAndName(facts.repository)
  const redact = (text: string): string => masks.redact(text)
  const connection = { token, apiUrl: facts.apiUrl, repository, log, clock, env, redact }
  const github = connectGitHub({ ...connection, signal })
  // The answer gets through also when the run was stopped, and after an outage.
  const writer = connectGitHub({ ...connection, retryLimits: LAST_STATUS_RETRY_LIMITS })
  const page = { ...request, link: request.link === '' ? facts.attemptUrl : request.link }
  let reply: Reply | undefined
  /** A view as the reply shows it, with where it comes from. */
  const bodyOf = (view: View, line: Line = []) => {
    const { title, blocks } = masks.clean(view)
    const note = comment?.isOpenPull === true ? [lineBlock([{ mark: 'warning' }, NOTE_OF_PULL])] : []
    const step = line.length === 0 ? [] : [lineBlock(masks.clean(line))]
    const run = lineBlock([{ link: facts.attemptUrl, text: 'run' }])
    return renderMarkdown(
      { title, blocks: [...step, ...blocks, ...note, run] },
      { now: clock.now(), prefix, mentions: true, limit: COMMENT_LIMIT },
    )
  }
  let shown: View | undefined
  const onPlan = async (plan: DeployPlan) => {
    const view = deployPlanView(plan)
    // The mention notifies the person who asked.
    shown = { ...view, blocks: [lineBlock(['asked for by ', { login: request.login, notify: true }]), ...view.blocks] }
    log.info(logText(view, clock.now()))
    await reply?.plan(bodyOf(shown))
  }
  const onStep = (text: string) => {
    log.info(text)
    if (shown !== undefined) void reply?.progress(bodyOf(shown, [{ mark: 'running' }, text]))
  }
  const works: (() => Promise<void>)[] = []
  const later = (work: () => Promise<void>) => void works.push(work)
  const effects = { github, log, clock, page: facts.repositoryUrl, onPlan, onStep, later }
  let end: BotEnd
  try {
    const admission = await admit(request, effects)
    if (admission.kind === 'quiet') {
      log.info(`Nothing to do: ${admission.why}`)
      if (comment !== undefined && admission.isClaimed && (await isUnanswered(github, comment, log))) {
        await presentUnanswered(runner, prefix)
      }
      return false
    }
    if (comment !== undefined) reply = new Reply(writer, comment, log)
    end = endOfAnswer(await carryOutRequest(page, admission.role, effects))
  } catch (thrown) {
    // Without a reply yet it is not known whether this run may write one: for a stranger, or for another run's comment, it may not.
    end = isStopped() ? endOfStop() : endOfThrown(thrown)
  }
  try {
    await reply?.end(bodyOf(end.view))
  } catch (thrown) {
    // What was done is done: the summary and the outputs say it, and the run is red since the person got no answer.
    const failed = endOfThrown(thrown)
    runner.fail(
      `The reply could not be written: ${failed.answer !== undefined && 'text' in failed.answer ? failed.answer.text : failed.code}`,
    )
  }
  await presentEnd(end, runner, { prefix, isRun: reply === undefined })
  // Locks that are over: no part of what was asked for.
  await afterAnswer(works, { log, isStopped })
  return true
}

/** Who comments there may take it for a deployment of the pull request. */
const NOTE_OF_PULL =
  'This pull request is not merged: commands are about the default branch, never about its own commits.'

function lineBlock(line: Line): Block {
  return { kind: 'line', line }
}
