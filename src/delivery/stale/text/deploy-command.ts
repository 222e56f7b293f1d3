import { deployLine } from '../../../domain/deployment/deploy-line.ts'
import { shortSha } from '../../../domain/sha.ts'
import { nextDeployment } from '../../../domain/stale/next-deployment.ts'
import type { Waiting } from '../../../domain/stale/waiting.ts'
import { code } from '../../../slack/mrkdwn.ts'
import { counted } from '../../../text/counted.ts'
import { failedAt } from './kind-words.ts'
import { joinWithAnd, type StaleRendering } from './rendering.ts'

/**
 * The command that asks for the next deployment, ready for a shell; undefined where there is none to ask for. A message in Slack
 * is read away from any clone, and where it begins with a slash Slack takes it for a command of its own.
 */
export function deployCommand(waiting: Waiting): string | undefined {
  const next = nextDeployment(waiting)
  if (next === undefined) return undefined
  const { key, task } = waiting
  return deployLine({ ...key, task, sha: next.commit.commit.sha })
}

/** What the command does beside what it says; empty when there is nothing. Mrkdwn. */
export function commandNote(waiting: Waiting, rendering: StaleRendering): string {
  const { rolledBack, failed } = nextDeployment(waiting) ?? { rolledBack: [], failed: undefined }
  const notes = []
  const [newest] = rolledBack
  if (newest !== undefined) {
    const others = rolledBack.length === 1 ? '' : ` and ${counted(rolledBack.length - 1, 'other')}`
    const verb = rolledBack.length === 1 ? 'was' : 'were'
    notes.push(`${code(shortSha(newest.commit.sha))}${others}, which ${verb} rolled back`)
  }
  if (failed?.failed !== undefined) {
    const how = failedAt(failed.failed, waiting.key.repository, rendering)
    notes.push(`${code(shortSha(failed.commit.sha))}, whose deployment ${how}`)
  }
  return notes.length === 0 ? '' : `This also brings ${joinWithAnd(notes)}:`
}
