import { UserError } from '../../errors.ts'
import type { ReasonCode } from '../../reasons/registry.ts'
import { KubernetesError, OversizedAnswer } from '../api/error.ts'

/** What is wrong, and what has to be changed. */
interface KnownProblem {
  readonly reason: ReasonCode
  readonly advice: string
}

const OVERSIZED: KnownProblem = {
  reason: 'cluster-unreachable',
  advice: 'check that the server address is that of the API server, and whether a namespace holds too many objects',
}

/** Errors of kubectl below HTTP. First match wins. */
const TRANSPORT: readonly (KnownProblem & { readonly pattern: RegExp })[] = [
  {
    // Of its socket: kubectl's own errors about the network come as answers.
    pattern: /connect E(NOENT|CONNREFUSED) \//,
    reason: 'kubectl-broken',
    advice: '"kubectl proxy" on this runner has ended, see the log: is there enough memory?',
  },
  {
    pattern: /getting credentials|exec plugin|executable .* (not found|failed)/i,
    reason: 'credentials-plugin-failed',
    advice: "the kubeconfig's credential plugin failed: install it, and log in to the cloud before this step",
  },
  {
    pattern: /x509|tls:|certificate|HTTP response to HTTPS client/i,
    reason: 'cluster-certificate-invalid',
    advice: "check the kubeconfig's server address and certificate authority",
  },
]

/** The error in one line if the cluster cannot be used at all; undefined if it is about something else. */
export function connectionProblem(error: unknown, server: string): UserError | undefined {
  if (!(error instanceof KubernetesError)) return undefined
  if (error.code === 401) {
    const message = `The cluster rejected the credentials (401): they are wrong or expired; renew those of the kubeconfig or log in again (${server})`
    return new UserError('cluster-unauthorized', message, { cause: error })
  }
  if (error.reason !== 'Transport') return undefined
  const known = error instanceof OversizedAnswer ? OVERSIZED : TRANSPORT.find(row => row.pattern.test(error.message))
  const reason = known?.reason ?? 'cluster-unreachable'
  const advice =
    known?.advice ?? 'check the server address in the kubeconfig and the network between it and this runner'
  return new UserError(reason, `Cannot reach the cluster ${server} (${firstSentence(error.message)}): ${advice}`, {
    cause: error,
  })
}

/** kubectl explains a missing plugin to a person at a terminal; its first sentence is enough here. */
function firstSentence(message: string): string {
  return message.replace(/ It looks like you are trying .*$/s, '').slice(0, 300)
}
