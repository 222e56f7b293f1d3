import { expect, test } from 'vitest'
import { isSecureUrl } from '../../../src/net/secure-url.ts'
import { registryUrl } from '../../../src/registry/address.ts'

test.each([
  ['ghcr.io', 'https://ghcr.io/'],
  ['docker.io', 'https://registry-1.docker.io/'],
  ['registry.example:5000', 'https://registry.example:5000/'],
  ['127.0.0.1:5000', 'http://127.0.0.1:5000/'],
  ['127.9.8.7', 'http://127.9.8.7/'],
  ['localhost:80', 'http://localhost/'],
  ['[::1]:5000', 'http://[::1]:5000/'],
  ['127.0.0.1.example', 'https://127.0.0.1.example/'],
  ['localhost.example:5000', 'https://localhost.example:5000/'],
  ['10.0.0.1:5000', 'https://10.0.0.1:5000/'],
])('%s is asked at %s', (registry, url) => {
  expect(registryUrl(registry).href).toBe(url)
})

test.each([
  ['https://auth.docker.io/token', true],
  ['http://127.0.0.1:5000/token', true],
  ['http://auth.example/token', false],
  ['ftp://127.0.0.1/token', false],
])('%s may have credentials: %s', (url, may) => {
  expect(isSecureUrl(new URL(url))).toBe(may)
})
