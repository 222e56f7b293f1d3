// src/domain/namespace-name.ts
/** Whether a text can be the name of a namespace: small letters, digits and `-`, at most 63 characters. */
function isNamespaceName(text) {
	return /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(text);
}

export { isNamespaceName as t };