import { expect, test } from 'vitest'
import { KubernetesError, OversizedAnswer } from '../../../../src/kubernetes/api/error.ts'
import { connectionProblem } from '../../../../src/kubernetes/connection/problem.ts'

const SERVER = 'https://cluster.example:6443'
const transport = (message: string) => new KubernetesError(502, 'Transport', message)

test.each<[string, KubernetesError, string, RegExp]>([
  [
    'rejected credentials',
    new KubernetesError(401, 'Unauthorized', 'Unauthorized'),
    'cluster-unauthorized',
    /^The cluster rejected the credentials \(401\): .*\(https:\/\/cluster\.example:6443\)$/,
  ],
  [
    'a refused connection',
    transport('dial tcp 127.0.0.1:9: connect: connection refused'),
    'cluster-unreachable',
    /^Cannot reach the cluster https:\/\/cluster\.example:6443 \(dial tcp .* refused\): check the server address/,
  ],
  [
    'the socket of our own proxy, which has ended',
    transport('connect ECONNREFUSED /tmp/p-abc/api'),
    'kubectl-broken',
    /"kubectl proxy" on this runner has ended, see the log/,
  ],
  [
    'another authority',
    transport('tls: failed to verify certificate: x509: unknown authority'),
    'cluster-certificate-invalid',
    /certificate authority$/,
  ],
  [
    'more than is read',
    new OversizedAnswer(new Error('the answer is larger than 128 MiB')),
    'cluster-unreachable',
    /\(the answer is larger than 128 MiB\): check that the server address is that of the API server, and whether a namespace/,
  ],
  [
    'a missing plugin, with the first sentence of what kubectl explains',
    transport('getting credentials: exec: executable aws not found It looks like you are trying to use a plugin'),
    'credentials-plugin-failed',
    /\(getting credentials: exec: executable aws not found\): the kubeconfig's credential plugin failed/,
  ],
])('%s', (_, error, reason, message) => {
  const problem = connectionProblem(error, SERVER)
  expect(problem).toMatchObject({ reason, outcome: 'error', cause: error })
  expect(problem?.message).toMatch(message)
})

test.each([[new KubernetesError(404, 'NotFound', 'x')], [new Error('x')]])('%s is about something else', error => {
  expect(connectionProblem(error, SERVER)).toBeUndefined()
})
