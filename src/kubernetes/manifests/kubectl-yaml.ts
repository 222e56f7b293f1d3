import type { ScalarTag, Tags } from 'yaml'

/**
 * Plain scalars that kubectl reads otherwise than YAML 1.2 does: old booleans, octal numbers by a leading zero,
 * underscores in numbers. `defaultMode: 0644` must mean here what it means to kubectl, or files get another mode.
 * Found by asking kubectl; unlike YAML 1.1, it takes times and dates as texts.
 */
const KUBECTL_SCALARS: readonly ScalarTag[] = [
  scalar('bool', /^(?:y|Y|yes|Yes|YES|on|On|ON)$/, () => true),
  scalar('bool', /^(?:n|N|no|No|NO|off|Off|OFF)$/, () => false),
  scalar('int', /^[-+]?0_*[0-7][0-7_]*$/, text => integer(text, 8)),
  scalar('int', /^[-+]?0b[01_]+$/, text => integer(text.replace('0b', ''), 2)),
  scalar('int', /^[-+]?[0-9](?=[0-9]*_)[0-9_]*$/, text => integer(text, 10)),
  scalar('float', /^[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?$/, text => Number(text.replaceAll('_', ''))),
]

/** The tags to read manifests with: kubectl's where it differs, the core schema's for the rest. */
export function kubectlTags(core: Tags): Tags {
  return [...KUBECTL_SCALARS, ...core]
}

function scalar(type: string, test: RegExp, resolve: (text: string) => unknown): ScalarTag {
  return { tag: `tag:yaml.org,2002:${type}`, default: true, test, resolve }
}

function integer(text: string, base: number): number {
  return Number.parseInt(text.replaceAll('_', ''), base)
}
