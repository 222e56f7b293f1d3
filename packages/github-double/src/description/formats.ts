/** The formats that the description names, as strictly as GitHub's own values allow. */
export const formats = {
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  email: /^[^\s@]+@[^\s@]+$/,
  // Empty is the description's own default for the addresses of a deployment status.
  uri: (text: string) => text === '' || URL.canParse(text),
  // RFC 6570: addresses with parts in braces.
  'uri-template': (text: string) => URL.canParse(text.replace(/\{[^}]*\}/g, '')),
  int64: { type: 'number', validate: Number.isSafeInteger },
} as const
