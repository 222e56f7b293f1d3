import { expect, test } from 'vitest'
import { parseImageReference, parseImageRepository } from '../../../src/domain/image-reference.ts'

test.each([
  ['ghcr.io/acme/hello', 'ghcr.io', 'acme/hello'],
  [' ghcr.io/Acme/Hello ', 'ghcr.io', 'acme/hello'],
  ['127.0.0.1:5000/hello', '127.0.0.1:5000', 'hello'],
  ['[::1]:5000/hello', '[::1]:5000', 'hello'],
  ['localhost/hello', 'localhost', 'hello'],
  ['registry.example/a/b-c/d__e/f.g', 'registry.example', 'a/b-c/d__e/f.g'],
  ['busybox', 'docker.io', 'library/busybox'],
  ['docker.io/busybox', 'docker.io', 'library/busybox'],
  ['index.docker.io/acme/hello', 'docker.io', 'acme/hello'],
  ['acme/hello', 'docker.io', 'acme/hello'],
])('%s is on %s', (text, registry, path) => {
  expect(parseImageRepository(text)).toEqual({ registry, path, name: `${registry}/${path}` })
})

test.each([
  ['', 'empty'],
  ['https://ghcr.io/acme/hello', 'starts with a scheme'],
  ['ghcr.io/acme/hello:v1', 'holds a tag'],
  ['hello:v1', 'holds a tag'],
  [`ghcr.io/acme/hello@sha256:${'0'.repeat(64)}`, 'holds a digest'],
  ['ghcr.io/', 'a part of its name is empty'],
  ['ghcr.io/acme//hello', 'a part of its name is empty'],
  ['ghcr.io/acme/hel lo', '"hel lo" cannot be'],
  ['ghcr.io/acme/../x', '".." cannot be'],
  ['ghcr.io/-acme/x', '"-acme" cannot be'],
  ['user@evil.example/x', 'holds a digest'],
  ['ghcr.io?x=/y', 'not a registry'],
  [`ghcr.io/${'a'.repeat(256)}`, 'longer than 255'],
])('%s is refused: %s', (text, why) => {
  expect(() => parseImageRepository(text)).toThrow(
    expect.objectContaining({ reason: 'input-invalid', message: expect.stringMatching(`^Input "image" is .*${why}`) }),
  )
})

test.each([
  ['web', 'docker.io/library/web', undefined, undefined],
  ['Web:1.2', 'docker.io/library/web', '1.2', undefined],
  ['web:', 'docker.io/library/web', undefined, undefined],
  ['registry.example:5000/web', 'registry.example:5000/web', undefined, undefined],
  ['registry.example:5000/web:1.2@sha256:ab', 'registry.example:5000/web', '1.2', 'sha256:ab'],
  ['registry-1.docker.io/web@sha256:ab', 'docker.io/library/web', undefined, 'sha256:ab'],
  ['localhost/web:V1', 'localhost/web', 'V1', undefined],
  ['acme/web', 'docker.io/acme/web', undefined, undefined],
])('%s is taken apart', (text, name, tag, digest) => {
  const { repository, ...rest } = parseImageReference(text)
  expect([repository.name, rest]).toEqual([name, { tag, digest }])
})
