import type { StaleResult } from '../../../../src/delivery/stale/report/result.ts'
import type { SurveyedRepository } from '../../../../src/delivery/stale/survey/survey.ts'
import type { Unread, Waiting } from '../../../../src/domain/stale/waiting.ts'
import type { Finding } from '../../../../src/errors.ts'
import { NOW } from './waiting-services.ts'

/** A repository that was read, with what is said of its keys. */
export function surveyed(keyStates: readonly (Waiting | Unread)[]): SurveyedRepository {
  const repository = keyStates[0]?.key.repository ?? 'acme/web'
  return {
    ...{ repository, name: repository, kind: 'read', finding: undefined, environments: ['production'], unmatched: [] },
    keys: keyStates.map(keyState => ({ keyState, channel: undefined })),
  }
}

/** One that could not be read. */
export function notSurveyed(repository: string, kind: 'failed' | 'left-out', text: string): SurveyedRepository {
  const finding: Finding = { reason: 'github-not-found', text, where: repository }
  return { repository, kind, finding, keys: [], name: undefined, environments: [], unmatched: [] }
}

export function unread(repository: string, service: string, text: string): Unread {
  const finding: Finding = { reason: 'history-unreadable', text, where: repository }
  return { kind: 'unread', key: { repository, service, environment: 'production' }, finding }
}

/** What a run has to say that has seen these repositories. */
export function resultOf(repositories: readonly SurveyedRepository[], some: Partial<StaleResult> = {}): StaleResult {
  const cost = { points: 3, queries: 2, requests: 1, budget: 500, remaining: 4997, slackRequests: 0 }
  const silent = { quiet: undefined, problems: [], slack: 'none', actions: [] } as const
  return { now: NOW, zone: 'UTC', repositories, ...silent, cost, ...some }
}
