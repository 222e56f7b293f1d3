import type { Runner } from '../runner/runner.ts'
import { systemClock } from '../runner/system-clock.ts'
import { messageOf } from '../runner/user-error.ts'
import { slackLogin } from '../slack/login.ts'
import type { Ending } from '../train/ending.ts'
import type { Fact } from './run-state.ts'
import { liveLines, slackOf } from './slack.ts'
import { SlackStory } from './slack-story.ts'
import type { ToldStory } from './told-story.ts'

/**
 * Ends the story of a deployment whose run cannot do it any more, or never began with it, from what an earlier entry has
 * kept. Takes no longer than a story's end and throws nothing. `ending`: without secrets.
 */
export async function endToldStory(ending: Ending, runner: Runner): Promise<void> {
  const problem = await tell(ending, runner).catch(messageOf)
  if (problem !== undefined) runner.log.notice(`Slack was not told how this ended: ${problem}`)
}

async function tell(ending: Ending, runner: Runner): Promise<string | undefined> {
  const fact = (name: Fact): string => runner.state(name)
  const slack = slackOf(
    { slack: slackLogin(runner.input('slack-token'), runner.input('slack-api-url')) },
    { log: runner.log, clock: systemClock, env: runner.env },
  )
  if (slack === undefined) return 'the input "slack-token" is empty'
  const told = JSON.parse(fact('slack')) as ToldStory
  const story = new SlackStory({ slack, clock: systemClock, remember: () => undefined }, told)
  const redact = (text: string): string => runner.masks.redact(text)
  return story.end(
    { report: { steps: [] }, ending, redact },
    liveLines({ touched: fact('touched') === 'true' }, ending),
  )
}
