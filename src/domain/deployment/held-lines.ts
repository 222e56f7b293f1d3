import type { Finding } from '../../errors.ts'
import { TASK } from '../deployment-task.ts'
import { quotedWord } from '../lock/lock-command.ts'
import { deployLine } from './deploy-line.ts'

/** The lines to copy where what is held refuses a deployment: what becomes of it, or that this one goes over it. */
export function heldLines(refused: Parameters<typeof deployLine>[0]): readonly Finding[] {
  const { service, task, environment } = refused
  const target = [...(task === TASK ? [] : [service]), environment].map(quotedWord).join(' ')
  const lines = [
    `what is held goes on: commit-train promote ${target}`,
    `it is given up, and what is live comes back: commit-train abort ${target}`,
    `this commit goes over it, to all pods at once: ${deployLine(refused)} --all-at-once`,
  ]
  return lines.map(text => ({ reason: 'held-by-other', text }))
}
