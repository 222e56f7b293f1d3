import type { AuthTestResponse } from '@slack/web-api'
import { method } from './method.ts'

/** https://docs.slack.dev/reference/methods/auth.test: who a token is. */
export const authTest = method({
  name: 'auth.test',
  arguments: {},
  handle: ({ account }) =>
    ({
      url: 'https://acme.slack.com/',
      team: 'Acme',
      team_id: 'T0ACME',
      user: account.app,
      user_id: account.userId,
      bot_id: account.botId,
      is_enterprise_install: false,
    }) satisfies Partial<AuthTestResponse>,
})
