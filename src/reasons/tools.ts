import type { ReasonTable } from './reason.ts'

/** kubectl and gomplate: which one is used, and how it is downloaded. */
export const TOOLS = {
  'kubectl-missing': {
    outcome: 'error',
    meaning: 'kubectl is not on the PATH.',
    advice: 'Install it in a step before this one, for example with `azure/setup-kubectl`.',
  },
  'kubectl-broken': {
    outcome: 'error',
    meaning: 'kubectl does not report its version, or `kubectl proxy` does not start.',
    advice: 'Install kubectl again.',
  },
  'kubectl-skew': {
    outcome: 'error',
    meaning: 'kubectl is more than one minor version older or newer than the cluster.',
    advice: 'Install the version that the error text names.',
  },
  'gomplate-broken': {
    outcome: 'error',
    meaning: 'gomplate failed without naming a template.',
    advice: 'Read its message in the error text, and check the gomplate that is on the PATH.',
  },
  'gomplate-version-unknown': {
    outcome: 'error',
    meaning: 'The action has no checksum for this version of gomplate.',
    advice: 'Give the SHA-256 in the input `gomplate-checksum`, or use a version that the error text names.',
  },
  'platform-unsupported': {
    outcome: 'error',
    meaning: 'There is no download of gomplate for the platform of the runner.',
    advice: 'Use Linux or macOS on x64 or arm64, or put gomplate on the PATH.',
  },
  'download-failed': {
    outcome: 'error',
    meaning: 'A tool could not be downloaded.',
    advice: 'Check the address of the mirror and the network, or put the tool on the PATH.',
  },
  'checksum-mismatch': {
    outcome: 'error',
    meaning: 'A downloaded tool does not have the expected checksum. It was not run.',
    advice: 'Check that the mirror has an unchanged copy of the release, and that the checksum in the input is right.',
  },
} as const satisfies ReasonTable
