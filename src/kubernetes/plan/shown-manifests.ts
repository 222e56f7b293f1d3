import { stringify } from 'yaml'
import { writtenOut } from '../../text/visible.ts'
import { type KubeObject, mappingAt } from '../api/objects.ts'
import type { ObjectSet } from '../manifests/manifest.ts'
import { isSecret } from '../manifests/secret-values.ts'

/** No base64, so that a cluster refuses a Secret that was shown and applied all the same. */
const HIDDEN = '(hidden)'

/** A rendered object as it may be shown, and where it comes from. */
interface ShownManifest {
  readonly file: string
  readonly line: number
  readonly object: KubeObject
}

/** The objects without secrets: of a Secret the names of what it holds, elsewhere what `clean` leaves. */
export function shownManifests(
  { manifests }: Pick<ObjectSet, 'manifests'>,
  clean: <T>(data: T) => T,
): readonly ShownManifest[] {
  return manifests.map(({ object, file, line }) => ({
    ...{ file, line },
    object: clean(isSecret(object) ? withoutValues(object) : object),
  }))
}

/** They as YAML that kubectl reads as it is meant (`yes` as a text is quoted), each after the place that it comes from. */
export function manifestsText(shown: readonly ShownManifest[]): string {
  const documents = shown.map(
    ({ file, line, object }) =>
      `---\n# ${file}:${line}\n${stringify(object, { version: '1.1', aliasDuplicateObjects: false, lineWidth: 0 })}`,
  )
  // What shows nothing, or controls a terminal, is written out.
  return documents
    .join('')
    .replaceAll(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, writtenOut)
    .trimEnd()
}

function withoutValues(object: KubeObject): KubeObject {
  const { metadata } = object
  const annotations = mappingAt(metadata, 'annotations')
  return {
    ...object,
    ...hidden(object, 'data'),
    ...hidden(object, 'stringData'),
    metadata: annotations === undefined ? metadata : { ...metadata, ...hidden(metadata, 'annotations') },
  }
}

function hidden(within: object, field: string): object {
  const values = mappingAt(within, field)
  if (values !== undefined) return { [field]: Object.fromEntries(Object.keys(values).map(key => [key, HIDDEN])) }
  return Object.hasOwn(within, field) ? { [field]: HIDDEN } : {}
}
