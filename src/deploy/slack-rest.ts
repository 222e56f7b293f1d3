import type { Runner } from '../runner/runner.ts'
import { systemClock } from '../runner/system-clock.ts'
import { messageOf } from '../runner/user-error.ts'
import type { Ending } from '../train/ending.ts'
import { endingLine } from '../train/status-text.ts'
import { slackLogin } from './inputs.ts'
import { slackOf } from './slack.ts'
import { deploymentMessage } from './slack-message.ts'
import { LAST_WORDS_MS, type ToldStory } from './slack-story.ts'

/**
 * Ends the story of a run that was killed, from what it had remembered: `told` is a `ToldStory` as JSON. Resolves with why
 * Slack could not be told, if so.
 */
export async function endToldStory(told: string, ending: Ending, runner: Runner): Promise<string | undefined> {
  try {
    const slack = slackOf(
      { slack: slackLogin(runner.input('slack-token'), runner.input('slack-api-url')) },
      { log: runner.log, clock: systemClock, env: runner.env },
    )
    if (slack === undefined) return 'the input "slack-token" is empty'
    const { ref, facts } = JSON.parse(told) as ToldStory
    const progress = { kind: 'ended', outcome: ending.outcome, text: endingLine(ending), live: [] } as const
    await slack.edit(ref, deploymentMessage(facts, progress), { within: LAST_WORDS_MS })
    return undefined
  } catch (thrown) {
    return messageOf(thrown)
  }
}
