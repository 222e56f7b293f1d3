import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { program } from '../platform/process/program.ts'

/** A webhook that denies everything it is asked. */
export interface RefusingWebhook {
  readonly url: string
  /** Of its certificate, for `caBundle`. */
  readonly authority: string
  stop(): Promise<void>
}

/** Starts one on loopback, where the API server of the platform can call it. */
export async function startRefusingWebhook(message: string): Promise<RefusingWebhook> {
  const folder = await mkdtemp(join(tmpdir(), 'webhook-'))
  const [key, cert] = [join(folder, 'tls.key'), join(folder, 'tls.crt')]
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  const about = ['-subj', '/CN=webhook', '-addext', 'subjectAltName=IP:127.0.0.1']
  await program(['openssl', 'req', '-x509', ...made, ...about, '-keyout', key, '-out', cert])
  const authority = await readFile(cert)
  const server = createServer({ key: await readFile(key), cert: authority }, (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { uid } = (JSON.parse(Buffer.concat(chunks).toString()) as { request: { uid: string } }).request
      const review = { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview' }
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ ...review, response: { uid, allowed: false, status: { message } } }))
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    authority: authority.toString('base64'),
    stop: async () => {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
      await rm(folder, { recursive: true })
    },
  }
}

/** The configuration by which the API server asks a webhook about the pods of a namespace. */
export function webhookConfiguration(namespace: string, clientConfig: object): object {
  return {
    ...{ apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingWebhookConfiguration' },
    metadata: { name: namespace },
    webhooks: [
      {
        ...{ name: 'pods.example.dev', clientConfig, failurePolicy: 'Fail', sideEffects: 'None' },
        ...{ admissionReviewVersions: ['v1'], timeoutSeconds: 5 },
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
        rules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }],
      },
    ],
  }
}
