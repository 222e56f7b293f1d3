import { commandsOf } from '../../delivery/image/plan/command-parts.ts'
import { parseTagRule } from '../../delivery/image/plan/extra-tags.ts'
import type { BuildSettings } from '../../delivery/image/plan/settings.ts'
import { parseCommand } from '../../delivery/image/tasks/command-words.ts'
import { parseImageRepository } from '../../domain/image-reference.ts'
import { UserError } from '../../errors.ts'
import { PATH_PATTERN_WORDS, type PathPattern, pathPattern } from '../../policy/path-patterns.ts'
import { flagOf, type InputTable, type InputTexts, linesOf, optionalText } from '../../runner/inputs.ts'
import { BUILD_INPUTS } from './inputs.ts'
import { keyValues, secretsOf } from './key-values.ts'

type Env = Readonly<Record<string, string | undefined>>

/** Validates the inputs and their combinations before any side effect. `env` is where secrets are looked up. */
export function validateBuildInputs(texts: InputTexts<typeof BUILD_INPUTS>, env: Env): BuildSettings {
  const push = choice('push', texts.push, ['auto', 'true', 'false'])
  const settings: BuildSettings = {
    ...repositoriesOf(texts.image),
    lint: commandsOf('lint', texts.lint),
    test: commandsOf('test', texts.test),
    testImage: linesOf(texts['test-image']).map(parseCommand),
    failFast: flagOf('fail-fast', texts['fail-fast']),
    push: push === 'auto' ? 'auto' : push === 'true',
    registry: { username: texts['registry-username'], password: texts['registry-password'] },
    context: texts.context,
    dockerfile: optionalText(texts.dockerfile),
    target: target(texts.target),
    platforms: linesOf(texts.platforms).map(platform),
    buildArgs: keyValues('build-args', texts['build-args'], /^[A-Za-z_][A-Za-z0-9_]*$/),
    secrets: secretsOf(texts.secrets, env),
    labels: labels(texts.labels),
    tags: linesOf(texts.tags).map(parseTagRule),
    ref: ref(texts.ref),
    tagSuffix: texts['tag-suffix'] === '' ? '' : suffix('tag-suffix', texts['tag-suffix']),
    join: [...new Set(linesOf(texts.join).map(text => suffix('join', text)))],
    cache: choice('cache', texts.cache, ['none', 'gha', 'registry', 'inline']),
    provenance: choice('provenance', texts.provenance, ['none', 'min', 'max']),
    noCache: flagOf('no-cache', texts['no-cache']),
    pull: flagOf('pull', texts.pull),
    buildContexts: keyValues('build-contexts', texts['build-contexts'], /^[^\s=]+$/),
    ssh: linesOf(texts.ssh).map(agent),
    sbom: sbom(texts.sbom),
    network: network(texts.network),
    notInImage: linesOf(texts['not-in-image']).map(notInImage),
    service: optionalText(texts.service),
    ...rebuildOf(texts),
  }
  if (settings.platforms.length > 1 && settings.testImage.length > 0) {
    throw new UserError(
      'input-invalid',
      'Inputs "platforms" and "test-image": an image of several platforms cannot be run here before it is pushed; build each platform in a job of its own, or leave one of the inputs out',
    )
  }
  if (settings.join.length > 0) checkJoin(settings.join, texts)
  return settings
}

/** The first one is that of the outputs; what is given twice counts once. */
function repositoriesOf(text: string): Pick<BuildSettings, 'repository' | 'copies'> {
  const [repository, ...others] = linesOf(text).map(line => parseImageRepository(line))
  if (repository === undefined) throw bad('image', text, 'write it as ghcr.io/acme/hello')
  const copies = new Map(others.map(other => [other.name, other]))
  copies.delete(repository.name)
  return { repository, copies: [...copies.values()] }
}

/** A commit that is built anew: its image has a tag of its own, and nothing that was there before gets into it. */
function rebuildOf(texts: InputTexts<typeof BUILD_INPUTS>): Partial<BuildSettings> & Pick<BuildSettings, 'isRebuild'> {
  const { rebuild } = texts
  if (rebuild === '') return { isRebuild: false }
  if (!/^[a-z0-9][a-z0-9_.-]{0,62}$/.test(rebuild)) {
    throw bad(
      'rebuild',
      rebuild,
      'write a name for the new image, such as 2026-01-05: small letters, digits, "_", "." and "-"',
    )
  }
  if (texts['tag-suffix'] !== '') {
    throw new UserError(
      'input-invalid',
      'Inputs "rebuild" and "tag-suffix": the images of several jobs are joined under the SHA, which keeps what it has; leave one of the inputs out',
    )
  }
  return {
    isRebuild: true,
    tagSuffix: `-${rebuild}`,
    noCache: true,
    pull: true,
    cache: 'none',
    notInImage: [],
    service: undefined,
  }
}

/** What has a meaning when images are joined. */
const JOIN_INPUTS = ['image', 'push', 'registry-username', 'registry-password', 'tags', 'ref', 'join']

/** Nothing is built or run then: inputs that ask for it are errors. */
function checkJoin(join: readonly string[], texts: InputTexts<typeof BUILD_INPUTS>): void {
  if (join.length === 1) throw bad('join', texts.join, 'write two suffixes or more, one per line')
  const idle = Object.keys(BUILD_INPUTS).filter(name => {
    const input: InputTable[string] = BUILD_INPUTS[name as keyof typeof BUILD_INPUTS]
    return !JOIN_INPUTS.includes(name) && texts[name as keyof typeof texts] !== (input.default ?? '')
  })
  if (idle.length === 0) return
  throw new UserError(
    'input-invalid',
    `Input "join" builds nothing, so that ${idle.map(name => `"${name}"`).join(', ')} would not count; give them to the jobs that build`,
  )
}

function choice<const T extends string>(input: string, text: string, choices: readonly T[]): T {
  const found = choices.find(each => each === text)
  if (found !== undefined) return found
  const last = choices.at(-1)
  throw bad(input, text, `write ${choices.slice(0, -1).join(', ')} or ${last}`)
}

function bad(input: string, text: string, remedy: string): UserError {
  return new UserError('input-invalid', `Input "${input}" is ${JSON.stringify(text)}; ${remedy}`)
}

function target(text: string): string | undefined {
  if (text === '' || /^[A-Za-z0-9][\w.-]*$/.test(text)) return optionalText(text)
  throw bad('target', text, 'write the name of a stage, such as runtime')
}

function platform(text: string): string {
  if (/^[a-z0-9]+\/[a-z0-9_]+(\/[a-z0-9_.]+)?$/.test(text)) return text
  throw bad('platforms', text, 'write platforms such as linux/amd64, one per line')
}

function agent(text: string): string {
  if (/^[A-Za-z0-9][\w.-]*(=\S.*)?$/.test(text)) return text
  throw bad('ssh', text, 'write default for the agent of SSH_AUTH_SOCK, or ID=PATH of a socket or a key, one per line')
}

function sbom(text: string): string | undefined {
  if (text === 'false') return undefined
  if (text === 'true' || /^generator=\S+$/.test(text)) return text
  throw bad('sbom', text, 'write true, false or generator=IMAGE')
}

function network(text: string): string | undefined {
  if (text === '' || /^[A-Za-z0-9][\w.:-]*$/.test(text)) return optionalText(text)
  throw bad('network', text, 'write host, none or default')
}

function suffix(input: string, text: string): string {
  if (/^-[a-z0-9][a-z0-9_.-]{0,63}$/.test(text)) return text
  throw bad(input, text, 'write the end of a tag, such as -arm64: a "-", then small letters, digits, "_", "." and "-"')
}

/** Of a commit; git's own rules for names, as far as they keep it from being anything else. */
function ref(text: string): string | undefined {
  if (text === '' || (/^[^-][^\s~^:?*[\\]*$/.test(text) && !/\.\.|@\{|\p{Cc}/u.test(text))) return optionalText(text)
  throw bad('ref', text, 'write the full SHA of a commit, a branch or a tag')
}

function notInImage(text: string): PathPattern {
  const pattern = pathPattern(text)
  if (pattern !== undefined) return pattern
  throw new UserError('input-invalid', `Input "not-in-image" holds ${JSON.stringify(text)}; ${PATH_PATTERN_WORDS}`)
}

function labels(text: string): ReadonlyMap<string, string> {
  const found = keyValues('labels', text, /^[a-z0-9]+(?:[._/-]+[a-z0-9]+)*$/i)
  const ours = [...found.keys()].find(name => /^org\.opencontainers\.image\.(revision|created|source)$/.test(name))
  if (ours !== undefined) throw bad('labels', ours, 'this label is always that of the commit; leave it out')
  return found
}
