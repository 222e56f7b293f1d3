import { counted } from '../../../text/counted.ts'
import type { MessageAction } from './deliver-step.ts'

const DONE: Readonly<Record<MessageAction['action'], string>> = {
  post: 'posted',
  edit: 'edited',
  reply: 'replied',
  done: 'turned to its done line',
  renew: 'went on in a new message',
  close: 'closed: a newer message goes on',
}

const WOULD: Readonly<Record<MessageAction['action'], string>> = {
  post: 'would be posted',
  edit: 'would be edited',
  reply: 'would get a reply',
  done: 'would be turned to its done line',
  renew: 'would go on in a new message',
  close: 'would be closed: a newer message goes on',
}

/** One action in one line of the log. */
export function actionLine(
  { environment, channel, action, services, newCommits }: MessageAction,
  dryRun: boolean,
): string {
  const about =
    services === 0
      ? ''
      : ` (${counted(services, 'service')}${newCommits === 0 ? '' : `, ${counted(newCommits, 'commit')} notified for the first time`})`
  return `${channel}, ${environment}: the message ${dryRun ? WOULD[action] : DONE[action]}${about}`
}
