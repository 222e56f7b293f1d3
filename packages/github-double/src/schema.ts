import type { components } from '@octokit/openapi-types'

/** The response schemas of GitHub's published description, by name: `Schema['deployment']`. */
export type Schema = components['schemas']

/** The states of a deployment status, as GitHub's description lists them. */
export const DEPLOYMENT_STATES = [
  'error',
  'failure',
  'inactive',
  'in_progress',
  'queued',
  'pending',
  'success',
] as const satisfies readonly Schema['deployment-status']['state'][]
export type DeploymentState = (typeof DEPLOYMENT_STATES)[number]

/** The states of a commit status. */
export const COMMIT_STATES = ['error', 'failure', 'pending', 'success'] as const
export type CommitState = (typeof COMMIT_STATES)[number]

/** The states of a check run that an app may set; GitHub Actions sets further ones. */
export const CHECK_STATUSES = ['queued', 'in_progress', 'completed', 'waiting', 'requested', 'pending'] as const
export type CheckStatus = (typeof CHECK_STATUSES)[number] & Schema['check-run']['status']

/** How a check run may end. */
export const CHECK_CONCLUSIONS = [
  'success',
  'failure',
  'neutral',
  'cancelled',
  'skipped',
  'timed_out',
  'action_required',
] as const
export type CheckConclusion = (typeof CHECK_CONCLUSIONS)[number] & Schema['check-run']['conclusion']
