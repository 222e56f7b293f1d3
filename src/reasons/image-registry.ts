import type { ReasonTable } from './reason.ts'

/** The registry of the image, and the logins to it. */
export const IMAGE_REGISTRY = {
  'registry-unreachable': {
    outcome: 'error',
    meaning: 'The registry cannot be reached, or answers with a server error.',
    advice: 'Check the name in the input `image` and the network, then run again.',
  },
  'registry-denied': {
    outcome: 'error',
    meaning: 'The registry does not allow the request, or has no such image.',
    advice:
      'Log in with `registry-username` and `registry-password` or `docker/login-action`. ghcr.io needs `packages: read` or `packages: write`.',
  },
  'registry-busy': {
    outcome: 'error',
    meaning: 'The registry received too many requests.',
    advice: 'Run the job again later, or log in to the registry.',
    actions: ['build'],
  },
  'registry-broken': {
    outcome: 'error',
    meaning: 'The server does not behave as a registry.',
    advice: 'Check the name in the input `image`.',
  },
  'registry-repository-missing': {
    outcome: 'error',
    meaning: 'The registry has no such repository or image.',
    advice: 'Check the name, and create the repository if the registry requires that.',
    actions: ['build'],
  },
  'registry-write-refused': {
    outcome: 'error',
    meaning: 'The registry refused to write a tag.',
    advice: 'Check that the login may write, and whether the tag is immutable.',
    actions: ['build'],
  },
  'registry-login-failed': {
    outcome: 'error',
    meaning: '`docker login` failed.',
    advice: 'Check `registry-username` and `registry-password`.',
    actions: ['build'],
  },
  'registry-credentials-missing': {
    outcome: 'error',
    meaning: 'The image should be pushed, but GitHub gives this run no secrets.',
    advice: 'Leave the input `push` at `auto`, or build the commit in a workflow that has secrets.',
    actions: ['build'],
  },
  'docker-config-invalid': {
    outcome: 'error',
    meaning: 'The config.json of docker cannot be read or is not JSON.',
    advice: 'Log in again, or give `registry-username` and `registry-password`.',
  },
} as const satisfies ReasonTable
