import type { ReasonTable } from './reason.ts'

/** Requests to Slack. A deployment never fails because of them. */
export const SLACK = {
  'slack-unreachable': {
    outcome: 'error',
    meaning: 'Slack cannot be reached, or answers with a server error.',
    advice: 'See https://slack-status.com, check the network and the proxy.',
  },
  'slack-rate-limited': {
    outcome: 'error',
    meaning: 'The rate limit of Slack is used up.',
    advice: 'Run again at the time that the error text names.',
  },
  'slack-token-invalid': {
    outcome: 'error',
    meaning: 'Slack rejected the token.',
    advice: 'Check the Slack token: it may have expired or been revoked.',
  },
  'slack-scope-missing': {
    outcome: 'error',
    meaning: 'The Slack app does not have a scope that the request needs.',
    advice: 'Add the scope that the error text names to the app, then install the app again.',
  },
  'slack-channel-not-found': {
    outcome: 'error',
    meaning: 'The channel does not exist, or is private and the app is not in it.',
    advice: 'Check the ID of the channel in the policy, and invite the app with `/invite`.',
  },
  'slack-channel-archived': {
    outcome: 'error',
    meaning: 'The channel is archived.',
    advice: 'Name another channel in the policy.',
  },
  'slack-not-in-channel': {
    outcome: 'error',
    meaning: 'The app is not in the channel.',
    advice: 'Invite the app in that channel with `/invite`.',
  },
  'slack-message-gone': {
    outcome: 'error',
    meaning: 'The message does not exist any more, or this app may not edit it.',
    advice: 'Nothing to do: the next run posts a new message.',
  },
  'slack-message-too-long': {
    outcome: 'error',
    meaning: 'Slack does not accept a message of this length.',
    advice: 'Report it as a bug.',
  },
  'slack-rejected': {
    outcome: 'error',
    meaning: 'Slack does not accept the request.',
    advice: 'Read the code of Slack in the error text.',
  },
  'slack-uncertain': {
    outcome: 'error',
    meaning: 'It is not known whether Slack posted the message: the answer was lost.',
    advice: 'Look into the channel.',
  },
} as const satisfies ReasonTable
