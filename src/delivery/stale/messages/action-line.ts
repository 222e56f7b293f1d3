import { counted } from '../../../text/counted.ts'
import type { MessageAction } from './deliver-step.ts'

const DONE: Readonly<Record<MessageAction['action'], string>> = {
  post: 'posted',
  edit: 'edited',
  reply: 'replied',
  done: 'marked as done',
  renew: 'continued in a new message',
  close: 'closed: continued in a newer message',
}

const WOULD: Readonly<Record<MessageAction['action'], string>> = {
  post: 'would be posted',
  edit: 'would be edited',
  reply: 'would get a reply',
  done: 'would be marked as done',
  renew: 'would be continued in a new message',
  close: 'would be closed: continued in a newer message',
}

/** One action in one line of the log. */
export function actionLine(
  { environment, channel, action, services, newCommits }: MessageAction,
  dryRun: boolean,
): string {
  const about =
    services === 0
      ? ''
      : ` (${counted(services, 'service')}${newCommits === 0 ? '' : `, ${counted(newCommits, 'new commit')}`})`
  return `${channel}, ${environment}: the message ${dryRun ? WOULD[action] : DONE[action]}${about}`
}
