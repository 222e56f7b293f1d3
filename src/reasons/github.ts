import type { ReasonTable } from './reason.ts'

/** Requests to GitHub. */
export const GITHUB = {
  'github-unreachable': {
    outcome: 'error',
    meaning: 'GitHub cannot be reached, or answers with a server error.',
    advice: 'See https://www.githubstatus.com, check the network and the proxy, then run again.',
  },
  'github-broken': {
    outcome: 'error',
    meaning: 'GitHub, or what is in between, answers with something else than what is asked for, or without end.',
    advice: 'See https://www.githubstatus.com and check the proxy, then run again. See `docs/limits.md`.',
  },
  'github-rate-limited': {
    outcome: 'error',
    meaning: 'The rate limit of the token is used up.',
    advice: 'Run again at the time that the error text names, or use a token with a higher limit.',
  },
  'github-token-invalid': {
    outcome: 'error',
    meaning: 'GitHub rejected the token.',
    advice: 'Check the input `token`: it may have expired or been revoked.',
  },
  'github-forbidden': {
    outcome: 'error',
    meaning: 'The token does not have a permission that the request needs.',
    advice: 'Add the permission that the error text names under `permissions:` of the job. See `docs/permissions.md`.',
  },
  'github-not-found': {
    outcome: 'error',
    meaning: 'What was requested does not exist, or the token may not see it.',
    advice: 'Check the name or id, and the permissions of the token.',
  },
  'github-server-too-old': {
    outcome: 'error',
    meaning: 'This release of GitHub Enterprise Server does not have what the request is for.',
    advice: 'Do what the error text says instead, or upgrade the server. See `docs/workflows.md`.',
  },
  'github-rejected': {
    outcome: 'error',
    meaning: 'GitHub does not accept the request.',
    advice: 'Read the error text. If the inputs are right, report it as a bug.',
  },
} as const satisfies ReasonTable
