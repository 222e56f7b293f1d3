// src/kubernetes/api/objects.ts
/** Kind and name as people write them: `Deployment/web`. */
function nameOf(object) {
	return `${object.kind}/${object.metadata.name}`;
}
/** The group of an `apiVersion`; the core group is the empty string. */
function groupOf(apiVersion) {
	const slash = apiVersion.indexOf("/");
	return slash < 0 ? "" : apiVersion.slice(0, slash);
}
/** Whether the object is a namespace. */
function isNamespace(object) {
	return object.kind === "Namespace" && object.apiVersion === "v1";
}
/** Whether the object is a CustomResourceDefinition. */
function isCrd(object) {
	return object.kind === "CustomResourceDefinition" && groupOf(object.apiVersion) === "apiextensions.k8s.io";
}
/** The field as a mapping, or undefined: rendered and received objects may hold anything anywhere. */
function mappingAt(value, ...path) {
	let at = value;
	for (const field of path) {
		if (!isMapping(at) || !Object.hasOwn(at, field)) return void 0;
		at = at[field];
	}
	return isMapping(at) ? at : void 0;
}
/** The items of a field that should be a list of mappings; everything else counts as absent. */
function mappingsIn(value) {
	return Array.isArray(value) ? value.filter(isMapping) : [];
}
function isMapping(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

export { mappingAt as a, isNamespace as i, isCrd as n, mappingsIn as o, isMapping as r, nameOf as s, groupOf as t };