import type { components } from '@octokit/openapi-types'

/** The response schemas of GitHub's published description, by name: `Schema['deployment']`. */
export type Schema = components['schemas']

/** The states of a deployment status, as GitHub's description lists them. */
export const deploymentStates = [
  'error',
  'failure',
  'inactive',
  'in_progress',
  'queued',
  'pending',
  'success',
] as const satisfies readonly Schema['deployment-status']['state'][]
export type DeploymentState = (typeof deploymentStates)[number]

/** The states of a commit status. */
export const commitStates = ['error', 'failure', 'pending', 'success'] as const
export type CommitState = (typeof commitStates)[number]

/** The states of a check run that an app may set; GitHub Actions sets further ones. */
export const checkStatuses = ['queued', 'in_progress', 'completed', 'waiting', 'requested', 'pending'] as const
export type CheckStatus = (typeof checkStatuses)[number] & Schema['check-run']['status']

/** How a check run may end. */
export const checkConclusions = [
  'success',
  'failure',
  'neutral',
  'cancelled',
  'skipped',
  'timed_out',
  'action_required',
] as const
export type CheckConclusion = (typeof checkConclusions)[number] & Schema['check-run']['conclusion']
