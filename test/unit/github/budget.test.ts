import { describe, expect, test } from 'vitest'
import { Budget } from '../../../src/github/budget.ts'

describe('a budget', () => {
  test('counts points and requests together', () => {
    const budget = new Budget(5)
    budget.spend(3)
    expect([budget.allowsPoints(2), budget.takeRequest(), budget.used]).toEqual([true, true, 4])
    expect([budget.points, budget.requests, budget.calls]).toEqual([3, 1, 1])
  })

  test('stops before a call that would go beyond it, with a line, and stays so', () => {
    const budget = new Budget(10)
    budget.spend(6)
    budget.takeRequest()
    expect([budget.allowsPoints(4), budget.takeRequest(), budget.allowsPoints(1)]).toEqual([false, false, false])
    expect(budget.stopped).toEqual({
      reason: 'budget-used-up',
      text: 'the budget of 10 operations is used up: 7 were taken (6 points and 1 requests), the next call needs 4',
    })
    expect(budget.requests).toBe(1)
  })

  test('stops before GitHub would', () => {
    const budget = new Budget(100)
    budget.spend(3, { remaining: 2, resetAt: '2026-11-21T09:00:00Z' })
    expect([budget.remaining, budget.allowsPoints(2), budget.allowsPoints(3)]).toEqual([2, true, false])
    expect(budget.stopped?.text).toBe(
      'GitHub has 2 points left for this token and the next query needs 3; there are more from 2026-11-21T09:00:00Z on',
    )
  })
})
