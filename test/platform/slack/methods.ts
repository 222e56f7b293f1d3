import { authTest } from './method/auth-test.ts'
import { history } from './method/history.ts'
import type { Method } from './method/method.ts'
import { postMessage } from './method/post-message.ts'
import { replies } from './method/replies.ts'
import { update } from './method/update.ts'
import { usersInfo } from './method/users-info.ts'

/** What is modelled of Slack's web API. */
export const methods: readonly Method[] = [authTest, postMessage, update, history, replies, usersInfo]
