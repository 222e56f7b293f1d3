import type { ReasonTable } from './reason.ts'

/** What notify-stale reads of many repositories. */
export const STALE = {
  'repositories-missing': {
    outcome: 'error',
    meaning: 'The token sees no repository of the organization with the topic.',
    advice: 'Check the topic and the organization, and which repositories the GitHub App is installed in.',
  },
  'repositories-not-listed': {
    outcome: 'error',
    meaning: 'GitHub did not list all repositories with the topic.',
    advice: 'Name the repositories in the input instead.',
  },
  'repository-duplicate': {
    outcome: 'error',
    meaning: 'A repository is named twice, once under a former name.',
    advice: 'Remove the old name from the input.',
  },
  'repository-empty': {
    outcome: 'error',
    meaning: 'The repository has no commit.',
    advice: 'Remove it from the input until it has one.',
  },
  'history-unreadable': {
    outcome: 'error',
    meaning: 'What is live in an environment, or what waits for it, could not be read in full.',
    advice: 'Read the finding, then run again.',
  },
  'budget-used-up': {
    outcome: 'warning',
    meaning: 'The budget of GitHub API calls was used up before all repositories were read.',
    advice: 'Raise the input `budget`, or name fewer repositories.',
  },
} as const satisfies ReasonTable
