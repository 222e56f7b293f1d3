export const id = 950;
export const ids = [950];
export const modules = {

/***/ 8950:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  validate: () => (/* binding */ validate)
});

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
;// CONCATENATED MODULE: ./lib/delivery/image/command-words.js

const word = /"((?:\\["\\]|[^"\\]|\\(?!["\\]))*)"|'([^']*)'|([^\s"']+)|(\s+)|(["'])/gy;
/**
 * The words of a line of "test-image". An image need not have a shell, so that there is none in between: blanks separate,
 * quotes of either kind hold together, nothing else has a meaning. Throws `bad-input` for a quote without its end.
 */
function parseCommand(line) {
    const words = [];
    let current;
    for (const [, double, single, plain, blank, open] of line.matchAll(word)) {
        if (open !== undefined) {
            throw new errors/* UserError */.y('bad-input', `Input "test-image": a quote has no end in the line ${JSON.stringify(line)}`);
        }
        if (blank === undefined) {
            current = (current ?? '') + (double?.replaceAll(/\\(["\\])/g, '$1') ?? single ?? plain ?? '');
        }
        else if (current !== undefined) {
            words.push(current);
            current = undefined;
        }
    }
    return current === undefined ? words : [...words, current];
}

// EXTERNAL MODULE: ./lib/policy/path-patterns.js
var path_patterns = __webpack_require__(2443);
// EXTERNAL MODULE: ./lib/registry/image-reference.js
var image_reference = __webpack_require__(8318);
// EXTERNAL MODULE: ./lib/runner/inputs.js
var inputs = __webpack_require__(4477);
// EXTERNAL MODULE: ./lib/actions/build/inputs.js
var build_inputs = __webpack_require__(5435);
;// CONCATENATED MODULE: ./lib/actions/build/key-values.js


/** The lines `NAME=VALUE` of an input. Everything after the first `=` is the value: no quotes, no commas. */
function keyValues(input, text, name, remedy = 'write NAME=VALUE, one a line') {
    const values = new Map();
    const problems = [];
    // Only names are repeated: who writes a secret here by mistake shall not read it, or half of it, in the log.
    for (const [index, line] of (0,inputs/* linesOf */.Dx)(text).entries()) {
        const equals = line.indexOf('=');
        const key = line.slice(0, equals);
        if (equals < 0)
            problems.push(`line ${index + 1} has no "="`);
        else if (!name.test(key))
            problems.push(`line ${index + 1} has no name before its "="`);
        else if (values.has(key))
            problems.push(`${key} is given twice`);
        else
            values.set(key, line.slice(equals + 1));
    }
    fail(input, problems, remedy);
    return values;
}
const secretsRemedy = 'write ID=ENV_NAME, one a line, never a value; those are handed over under "env:" of this step';
/** The lines `ID=ENV_NAME` of the input "secrets", with the values of the variables. */
function secretsOf(text, env) {
    const secrets = [];
    const problems = [];
    const lines = [...keyValues('secrets', text, /^[A-Za-z0-9][\w.-]*$/, secretsRemedy)];
    for (const [index, [id, variable]] of lines.entries()) {
        const value = env[variable];
        // It may be the value itself, as other actions want it, or a value that happens to hold a "=".
        if (value === undefined || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(variable))
            problems.push(`line ${index + 1} does not name a variable of this step after its "="`);
        // A secret that does not exist arrives as an empty text, not as nothing.
        else if (value === '')
            problems.push(`${variable} is empty: is the secret set, and is this run given it?`);
        else
            secrets.push({ id, variable, value });
    }
    fail('secrets', problems, secretsRemedy);
    return secrets;
}
function fail(input, problems, remedy) {
    if (problems.length > 0)
        throw new errors/* UserError */.y('bad-input', `Input "${input}": ${problems.join('; ')}; ${remedy}`);
}

;// CONCATENATED MODULE: ./lib/actions/build/settings.js







/** Validates the inputs and their combinations before any side effect. `env` is where secrets are looked up. */
function validate(texts, env) {
    const push = choice('push', texts.push, ['auto', 'true', 'false']);
    const settings = {
        repository: (0,image_reference/* parseImageRepository */.f)(texts.image),
        lint: (0,inputs/* linesOf */.Dx)(texts.lint),
        test: (0,inputs/* linesOf */.Dx)(texts.test),
        testImage: (0,inputs/* linesOf */.Dx)(texts['test-image']).map(parseCommand),
        failFast: choice('fail-fast', texts['fail-fast'], ['true', 'false']) === 'true',
        push: push === 'auto' ? 'auto' : push === 'true',
        registry: { username: texts['registry-username'], password: texts['registry-password'] },
        context: texts.context,
        dockerfile: given(texts.dockerfile),
        target: target(texts.target),
        platforms: (0,inputs/* linesOf */.Dx)(texts.platforms).map(platform),
        buildArgs: keyValues('build-args', texts['build-args'], /^[A-Za-z_][A-Za-z0-9_]*$/),
        secrets: secretsOf(texts.secrets, env),
        labels: labels(texts.labels),
        tags: [...new Set((0,inputs/* linesOf */.Dx)(texts.tags).map(tag))],
        tagSuffix: texts['tag-suffix'] === '' ? '' : suffix('tag-suffix', texts['tag-suffix']),
        join: [...new Set((0,inputs/* linesOf */.Dx)(texts.join).map(text => suffix('join', text)))],
        cache: choice('cache', texts.cache, ['none', 'gha', 'registry', 'inline']),
        provenance: choice('provenance', texts.provenance, ['none', 'min', 'max']),
        notInImage: (0,inputs/* linesOf */.Dx)(texts['not-in-image']).map(notInImage),
    };
    if (settings.platforms.length > 1 && settings.testImage.length > 0) {
        throw new errors/* UserError */.y('bad-input', 'Inputs "platforms" and "test-image": an image of several platforms cannot be run here before it is pushed; build each platform in a job of its own, or leave one of the inputs out');
    }
    if (settings.join.length > 0)
        checkJoin(settings.join, texts);
    return settings;
}
/** What has a meaning when images are joined. */
const joining = ['image', 'push', 'registry-username', 'registry-password', 'tags', 'join'];
/** Nothing is built or run then; who asks for it shall not believe it was. */
function checkJoin(join, texts) {
    if (join.length === 1)
        throw bad('join', texts.join, 'write two suffixes or more, one a line');
    const idle = Object.keys(build_inputs/* buildInputs */._).filter(name => {
        const input = build_inputs/* buildInputs */._[name];
        return !joining.includes(name) && texts[name] !== (input.default ?? '');
    });
    if (idle.length === 0)
        return;
    throw new errors/* UserError */.y('bad-input', `Input "join" builds nothing, so that ${idle.map(name => `"${name}"`).join(', ')} would not count; give them to the jobs that build`);
}
function given(text) {
    return text === '' ? undefined : text;
}
function choice(input, text, choices) {
    const found = choices.find(each => each === text);
    if (found !== undefined)
        return found;
    const last = choices.at(-1);
    throw bad(input, text, `write ${choices.slice(0, -1).join(', ')} or ${last}`);
}
function bad(input, text, remedy) {
    return new errors/* UserError */.y('bad-input', `Input "${input}" is ${JSON.stringify(text)}; ${remedy}`);
}
function target(text) {
    if (text === '' || /^[A-Za-z0-9][\w.-]*$/.test(text))
        return given(text);
    throw bad('target', text, 'write the name of a stage, such as runtime');
}
function platform(text) {
    if (/^[a-z0-9]+\/[a-z0-9_]+(\/[a-z0-9_.]+)?$/.test(text))
        return text;
    throw bad('platforms', text, 'write platforms such as linux/amd64, one a line');
}
function suffix(input, text) {
    if (/^-[a-z0-9][a-z0-9_.-]{0,63}$/.test(text))
        return text;
    throw bad(input, text, 'write the end of a tag, such as -arm64: a "-", then small letters, digits, "_", "." and "-"');
}
/** What a registry takes (OCI distribution specification), but no full SHA: that is some commit's own tag. */
function tag(text) {
    if (/^[0-9a-f]{40}(-|$)/.test(text))
        throw bad('tags', text, 'a full SHA is the tag of its commit and of nothing else');
    if (/^\w[\w.-]{0,127}$/.test(text))
        return text;
    throw bad('tags', text, 'write a tag alone, such as main or v1.2.3: letters, digits, "_", "." and "-", at most 128');
}
function notInImage(text) {
    const pattern = (0,path_patterns/* pathPattern */.s$)(text);
    if (pattern !== undefined)
        return pattern;
    throw new errors/* UserError */.y('bad-input', `Input "not-in-image" holds ${JSON.stringify(text)}; ${path_patterns/* PATH_PATTERN_WORDS */.fJ}`);
}
function labels(text) {
    const found = keyValues('labels', text, /^[a-z0-9]+(?:[._/-]+[a-z0-9]+)*$/i);
    const ours = [...found.keys()].find(name => /^org\.opencontainers\.image\.(revision|created|source)$/.test(name));
    if (ours !== undefined)
        throw bad('labels', ours, 'this label is always that of the commit; leave it out');
    return found;
}


/***/ }),

/***/ 2443:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X8: () => (/* binding */ PATH_PATTERN),
/* harmony export */   ZP: () => (/* binding */ coverAll),
/* harmony export */   fJ: () => (/* binding */ PATH_PATTERN_WORDS),
/* harmony export */   s$: () => (/* binding */ pathPattern)
/* harmony export */ });
/** What a pattern looks like: a path of the repository with `*` and `**` alone; no `!`, no `.` or `..` as a part. */
const PATH_PATTERN = '^(?!(?:\\.?/)?!)(?:\\.?/)?(?!\\.{1,2}(?:/|$))(?!.*/\\.{1,2}(?:/|$))/*[^/\\\\?[\\]{}\\x00-\\x1f\\x7f][^\\\\?[\\]{}\\x00-\\x1f\\x7f]*$';
const PATH_PATTERN_WORDS = 'write paths of the repository, with * and ** alone, such as deploy/, docs/** or *.md';
/**
 * Reads one pattern. `*` stands for anything but `/`, `**` for anything; a pattern also covers everything below what it
 * names, and one without `/` counts in every folder, as in .gitignore. Undefined for what is none.
 */
function pathPattern(text) {
    if (!new RegExp(PATH_PATTERN, 'u').test(text))
        return undefined;
    const pattern = text.replace(/^\.?\//, '').replace(/\/+$/, '');
    const anywhere = pattern.includes('/') || text.startsWith('/') ? '' : '(?:.*/)?';
    const expression = new RegExp(`^${anywhere}${expressionOf(pattern)}(?:/.*)?$`, 's');
    return { text, matches: path => expression.test(path) };
}
/** Whether every path is covered by some pattern. No path at all is not: then nothing is known of the commit. */
function coverAll(patterns, paths) {
    return paths.length > 0 && paths.every(path => patterns.some(pattern => pattern.matches(path)));
}
function expressionOf(pattern) {
    return pattern
        .split(/(\*\*\/|\*\*|\*)/)
        .map(part => wildcards[part] ?? part.replaceAll(/[.+^$()|]/g, '\\$&'))
        .join('');
}
const wildcards = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*' };


/***/ }),

/***/ 8318:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ parseImageRepository)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);

/** A component of a name, as the OCI distribution specification has it. */
const component = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const host = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])(?::\d{1,5})?$/;
/**
 * Reads the image repository of an input. Lower-cased, since registries know no capitals but owners on GitHub have them.
 * The tag is the commit's SHA and the digest is looked up, so that neither may be given. Throws `bad-input`.
 */
function parseImageRepository(text, input = 'image') {
    const name = text.trim().toLowerCase();
    const problem = problemOf(name);
    if (problem !== undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y('bad-input', `Input "${input}" is ${JSON.stringify(text)}: ${problem}; write it as ghcr.io/acme/hello`);
    }
    const { registry, path } = split(name);
    return { registry, path, name: `${registry}/${path}` };
}
function problemOf(name) {
    if (name === '')
        return 'it is empty';
    if (/^[a-z]+:\/\//.test(name))
        return 'it starts with a scheme';
    if (name.includes('@'))
        return 'it holds a digest, which is looked up';
    const { registry, path } = split(name);
    if (path.includes(':'))
        return "it holds a tag, which is always the commit's SHA";
    if (!host.test(registry))
        return `"${registry}" is no registry`;
    const wrong = path.split('/').find(part => !component.test(part));
    if (wrong === '')
        return 'a part of its name is empty';
    if (wrong !== undefined)
        return `"${wrong}" cannot be a part of an image's name`;
    return path.length > 255 ? 'its name is longer than 255 characters' : undefined;
}
/** Docker's rule: the first part is a registry if it has a dot or a port, or is localhost; else it is Docker Hub's. */
function split(name) {
    const [first = '', ...rest] = name.split('/');
    if (rest.length > 0 && (/[.:[]/.test(first) || first === 'localhost')) {
        const path = rest.join('/');
        if (first !== 'docker.io' && first !== 'index.docker.io')
            return { registry: first, path };
        return { registry: 'docker.io', path: rest.length === 1 ? `library/${path}` : path };
    }
    return { registry: 'docker.io', path: rest.length === 0 ? `library/${name}` : name };
}


/***/ })

};
