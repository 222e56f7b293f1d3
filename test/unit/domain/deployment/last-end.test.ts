import { describe, expect, test } from 'vitest'
import { hiddenEnd } from '../../../../src/domain/claims/run-claims.ts'
import { endOfRun, lastEnd } from '../../../../src/domain/deployment/last-end.ts'
import type { DeploymentStatusFacts } from '../../../../src/domain/history/deployment-facts.ts'

const log = (run: number, attempt = 1) => `https://github.com/acme/hello/actions/runs/${run}/attempts/${attempt}`

function status(state: DeploymentStatusFacts['state'], description: string, logUrl = log(1)): DeploymentStatusFacts {
  return { state, description, logUrl, createdAt: 0 }
}

const step = status('in_progress', '4/5 Applying')

describe('how a deployment ended, by its statuses', () => {
  test.each([
    ['a step is no end', [step], undefined],
    ['in our words', [step, status('failure', 'Failed: Deployment/web: crash')], ['failed', 'Deployment/web: crash']],
    [
      'refused and failed are one state',
      [status('failure', 'Refused: check test failed')],
      ['refused', 'check test failed'],
    ],
    ['cancelled and error too', [status('error', 'Cancelled: stopped')], ['cancelled', 'stopped']],
    ['superseded', [status('inactive', 'Superseded: a newer one')], ['superseded', 'a newer one']],
    ['withdrawn by a person', [status('inactive', 'not today', '')], ['cancelled', 'not today']],
    ['by another tool, without a word', [status('error', '')], ['error', 'error']],
    ['a failure of another tool', [status('failure', 'broken')], ['failed', 'broken']],
    [
      'a success that was replaced',
      [status('success', 'Deployed in 8 s'), status('inactive', 'Replaced by deployment 9', '')],
      ['success', 'Deployed in 8 s'],
    ],
    [
      'the end of a later attempt',
      [status('error', 'Error: lost'), status('success', 'Deployed in 1 s', log(1, 2))],
      ['success', 'Deployed in 1 s'],
    ],
  ])('%s', (_what, statuses, expected) => {
    const end = lastEnd(statuses)
    expect(end && [end.ending.outcome, end.ending.text]).toEqual(expected)
  })
})

describe('how one run ended', () => {
  const statuses = [step, status('error', 'Error: lost'), status('success', 'Deployed in 8 s', log(1, 2))]
  const end = { ending: { outcome: 'success', text: 'Deployed in 8 s' }, logUrl: log(1, 2) } as const
  const noEnd = 'this run came to no end; the end of its deployment: "Deployed in 8 s"'

  test.each([
    ['the run that ended it', log(1, 2), ['success', 'Deployed in 8 s']],
    ['an earlier attempt, with an end of its own', log(1, 1), ['error', 'lost']],
    ['an earlier run without one', log(3), ['error', noEnd]],
    ['an address that names no run', '', ['success', 'Deployed in 8 s']],
  ])('%s', (_what, logUrl, expected) => {
    const { outcome, text } = endOfRun(logUrl, statuses, end)
    expect([outcome, text]).toEqual(expected)
  })

  test('a person ended it while its run was lost', () => {
    const byPerson = { ending: { outcome: 'cancelled', text: 'not today' }, logUrl: '' } as const
    expect(endOfRun(log(1), [step], byPerson)).toEqual({
      outcome: 'error',
      text: 'this run came to no end; the end of its deployment: "Cancelled: not today"',
    })
  })
})

describe('an end that a late status hides', () => {
  const end = status('failure', 'Failed: x')
  const byHand = status('inactive', 'not today', '')
  const again = status('in_progress', '1/5', log(1, 2))

  test.each<[string, readonly DeploymentStatusFacts[], DeploymentStatusFacts | undefined]>([
    ['a step of the attempt that wrote it', [step, end, step], end],
    ['the end of a person, and a step of the attempt that met it', [step, byHand, step], byHand],
    ['the last of two ends', [step, end, byHand, step], byHand],
    ['none is hidden', [step, end], undefined],
    ['no end', [step], undefined],
    ['nothing', [], undefined],
    ['a further attempt has taken it up', [step, end, again], undefined],
    ['another run has', [step, end, status('in_progress', '1/5', log(2))], undefined],
    ['another tool wrote it', [step, end, status('queued', 'mine', '')], undefined],
  ])('%s', (_what, statuses, expected) => {
    expect(hiddenEnd(statuses)).toBe(expected)
  })
})
