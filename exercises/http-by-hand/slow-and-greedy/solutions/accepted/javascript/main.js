const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');
const zlib = require('node:zlib');

const number = (name, missing) => Number(process.env[name] ?? missing);
const IDLE = number('IDLE_MS', 10_000), HEAD = number('HEAD_MS', 60_000), MOST_CLIENTS = number('MAX_CONN', 1_000);
const MOST_HEAD = 32_768, MOST_BODY = 8_000_000, SMALL = 256, PATIENCE = 3_000, LINGER = 500;

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const ALLOWED = new Map(Object.entries({
  '/': 'GET', '/headers': 'GET', '/agent': 'GET', '/echo': 'POST', '/count': 'POST', '/sleep': 'GET', '/counter': 'GET', '/stream': 'GET',
}));
const REASONS = {
  200: 'OK', 206: 'Partial Content', 301: 'Moved Permanently', 304: 'Not Modified', 400: 'Bad Request', 404: 'Not Found',
  405: 'Method Not Allowed', 408: 'Request Timeout', 413: 'Content Too Large', 416: 'Range Not Satisfiable',
  431: 'Request Header Fields Too Large', 501: 'Not Implemented', 503: 'Service Unavailable', 505: 'HTTP Version Not Supported',
};
const TYPES = {
  '.html': 'text/html', '.txt': 'text/plain', '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json', '.png': 'image/png',
};
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const ROOT = fs.realpathSync(process.env.DOC_ROOT ?? '.');

class Refused extends Error {
  constructor(status) {
    super(REASONS[status]);
    this.status = status;
  }
}

// The client has closed, or has been silent for too long.
class Gone extends Error {}

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const strip = (text) => text.replace(/^[ \t]+|[ \t]+$/g, '');

// A connection, read as if reading waited: a promise for each piece that is missing.
class Client {
  constructor(socket) {
    this.socket = socket;
    this.waiting = Buffer.alloc(0);
    this.over = false; // no more bytes will come
    this.begun = false; // a byte of a request is there
    this.busy = false; // all of it is, and the answer is on its way
    this.asks = false; // for a word, before it sends the body
    this.wake = () => {}; // who waits for bytes
    this.room = () => {}; // who waits for room to send more
    socket.setNoDelay(true);
    socket.setTimeout(IDLE, () => { if (!this.busy || socket.writableLength > 0) socket.destroy(); });
    socket.on('data', (piece) => {
      this.waiting = this.waiting.length ? Buffer.concat([this.waiting, piece]) : piece;
      this.begin();
      if (this.waiting.length > 65_536) socket.pause();
      this.wake();
    });
    socket.on('end', () => this.hearNoMore());
    socket.on('error', () => socket.destroy());
    socket.on('drain', () => this.room());
    socket.on('close', () => { this.hearNoMore(); this.room(); });
  }

  // From the first byte of a request on its head has HEAD_MS.
  begin() {
    if (this.begun) return;
    this.begun = true;
    this.headTimer = setTimeout(() => { this.late = true; this.wake(); }, HEAD);
  }

  hearNoMore() {
    this.over = true;
    this.wake();
  }

  async more() {
    if (this.late) throw new Refused(408);
    if (this.over) throw new Gone();
    const before = this.waiting.length;
    if (this.asks) this.socket.write('HTTP/1.1 100 Continue\r\n\r\n');
    this.asks = false;
    this.socket.resume();
    while (this.waiting.length === before && !this.over && !this.late) await new Promise((done) => { this.wake = done; });
  }

  take(count) {
    const taken = this.waiting.subarray(0, count);
    this.waiting = this.waiting.subarray(count);
    return taken;
  }

  async bytes(count) {
    while (this.waiting.length < count) await this.more();
    return this.take(count);
  }

  async head() {
    if (this.waiting.length > 0) this.begin();
    let end;
    while ((end = this.waiting.subarray(0, MOST_HEAD + 4).indexOf('\r\n\r\n')) < 0) {
      if (this.waiting.length > MOST_HEAD) throw new Refused(431);
      await this.more();
    }
    clearTimeout(this.headTimer);
    return this.take(end + 4).subarray(0, end).toString('latin1');
  }

  async line() {
    let end;
    while ((end = this.waiting.indexOf('\r\n')) < 0) {
      if (this.waiting.length > MOST_HEAD) throw new Refused(400);
      await this.more();
    }
    return this.take(end + 2).subarray(0, end).toString('latin1');
  }

  // Resolves when there is room for more, so that nothing piles up for a client that does not read.
  async send(bytes) {
    if (this.socket.destroyed) throw new Gone();
    if (this.socket.write(bytes)) return;
    await new Promise((done) => { this.room = done; });
  }
}

function wordsOf(line) {
  const words = line.split(' ');
  if (words.length !== 3 || !TOKEN.test(words[0]) || !words[1].startsWith('/') || !/^HTTP\/[0-9]\.[0-9]$/.test(words[2])) throw new Refused(400);
  if (words[2] !== 'HTTP/1.0' && words[2] !== 'HTTP/1.1') throw new Refused(505);
  return words;
}

function fieldsOf(lines) {
  const fields = new Map();
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon < 0 || !TOKEN.test(line.slice(0, colon))) throw new Refused(400);
    const name = line.slice(0, colon).toLowerCase(), value = strip(line.slice(colon + 1));
    fields.set(name, fields.has(name) ? `${fields.get(name)}, ${value}` : value);
  }
  return fields;
}

async function bodyOf(client, fields) {
  if (fields.has('transfer-encoding')) {
    if (fields.has('content-length') || fields.get('transfer-encoding').toLowerCase() !== 'chunked') throw new Refused(400);
    return chunksOf(client);
  }
  const length = fields.get('content-length') ?? '0';
  if (!/^[0-9]+$/.test(length)) throw new Refused(400);
  if (Number(length) > MOST_BODY) throw new Refused(413);
  return client.bytes(Number(length));
}

async function chunksOf(client) {
  const chunks = [];
  for (let total = 0; ;) {
    const digits = (await client.line()).split(';')[0].replace(/[ \t]+$/, '');
    if (!/^[0-9A-Fa-f]{1,16}$/.test(digits)) throw new Refused(400);
    const size = Number.parseInt(digits, 16);
    if (size === 0) break;
    total += size;
    if (total > MOST_BODY) throw new Refused(413);
    chunks.push(Buffer.from(await client.bytes(size)));
    if ((await client.bytes(2)).toString('latin1') !== '\r\n') throw new Refused(400);
  }
  while (await client.line() !== '');
  return Buffer.concat(chunks);
}

function staysOpen(version, fields) {
  const words = (fields.get('connection') ?? '').split(',').map((word) => strip(word).toLowerCase());
  return version === 'HTTP/1.0' ? words.includes('keep-alive') : !words.includes('close');
}

function takesGzip(wishes) {
  const weights = new Map();
  for (const wish of wishes.toLowerCase().split(',')) {
    const [name, weight] = wish.split(';').map(strip);
    weights.set(name, weight?.startsWith('q=') ? Number(weight.slice(2)) : 1);
  }
  return (weights.get('gzip') ?? weights.get('*') ?? 0) > 0;
}

function shrinks(type, size) {
  const kind = strip(type.split(';')[0]).toLowerCase();
  return size > SMALL && (kind.startsWith('text/') || kind === 'application/json');
}

// What one request is told, and how.
class Answer {
  constructor(client, request) {
    this.client = client;
    this.request = request;
  }

  head(status, headers) {
    const { version, stays } = this.request;
    if (!stays || leaving) headers.Connection = 'close';
    else if (version === 'HTTP/1.0') headers.Connection = 'keep-alive';
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    return Buffer.from(`HTTP/1.1 ${status} ${REASONS[status]}\r\n${lines.join('')}\r\n`, 'latin1');
  }

  async say(status, type, body = Buffer.alloc(0), headers = {}) {
    if (status === 200 && shrinks(type, body.length)) {
      headers.Vary = 'Accept-Encoding';
      if (this.request.zips) {
        headers['Content-Encoding'] = 'gzip';
        body = zlib.gzipSync(body);
      }
    }
    const head = this.head(status, { 'Content-Type': type, 'Content-Length': body.length, ...headers });
    await this.client.send(this.request.method === 'HEAD' ? head : Buffer.concat([head, body]));
  }

  text(status, text, headers) {
    return this.say(status, 'text/plain', Buffer.from(text, 'latin1'), headers);
  }

  json(value) {
    return this.say(200, 'application/json', Buffer.from(JSON.stringify(value)));
  }

  async stream(count) {
    const old = this.request.version === 'HTTP/1.0';
    if (old) this.request.stays = false;
    await this.client.send(this.head(200, { 'Content-Type': 'text/plain', ...(old ? {} : { 'Transfer-Encoding': 'chunked' }) }));
    for (let k = 1; k <= count; ++k) {
      if (k > 1) await pause(50);
      const piece = `this is piece number ${k}\n`;
      if (k % 3 !== 0) await this.client.send(old ? piece : `${piece.length.toString(16)}\r\n${piece}\r\n`);
    }
    if (!old) await this.client.send('0\r\n\r\n');
  }

  async file(name, target) {
    let place = placeOf(name);
    if (place?.info.isDirectory()) {
      if (name !== '' && !name.endsWith('/')) return this.text(301, '', { Location: `${target}/` });
      place = placeOf(`${name}index.html`);
    } else if (name.endsWith('/')) {
      place = null;
    }
    if (!place?.info.isFile()) return this.text(404, 'nothing is here\n');
    const type = TYPES[path.extname(place.path).toLowerCase()] ?? 'application/octet-stream';
    const size = Number(place.info.size), seconds = Number(place.info.mtimeNs / 1_000_000_000n);
    const zips = this.request.zips && shrinks(type, size);
    const tag = `"${place.info.mtimeNs.toString(16)}-${size.toString(16)}${zips ? '-gzip' : ''}"`;
    const headers = { ETag: tag, 'Last-Modified': new Date(seconds * 1000).toUTCString(), 'Accept-Ranges': 'bytes' };
    if (shrinks(type, size)) headers.Vary = 'Accept-Encoding';
    const { fields, method } = this.request;
    if (isKnown(fields, tag, seconds)) return this.client.send(this.head(304, headers));
    headers['Content-Type'] = type;
    if (zips) return this.zipped(place.path, headers);
    const part = method === 'GET' && isSame(fields.get('if-range'), tag, seconds) ? partOf(fields.get('range') ?? '', size) : null;
    if (part && part.from >= part.to) return this.text(416, '', { 'Content-Range': `bytes */${size}` });
    const { from, to } = part ?? { from: 0, to: size };
    if (part) headers['Content-Range'] = `bytes ${from}-${to - 1}/${size}`;
    headers['Content-Length'] = to - from;
    await this.client.send(this.head(part ? 206 : 200, headers));
    if (method === 'HEAD' || from === to) return;
    for await (const piece of fs.createReadStream(place.path, { start: from, end: to - 1 })) await this.client.send(piece);
  }

  async zipped(place, headers) {
    const body = zlib.gzipSync(await fs.promises.readFile(place));
    headers['Content-Encoding'] = 'gzip';
    headers['Content-Length'] = body.length;
    await this.client.send(this.head(200, headers));
    if (this.request.method === 'GET') await this.client.send(body);
  }
}

// Where the file or folder really lies, and what it is; nothing when that is outside of the root.
function placeOf(name) {
  try {
    const place = fs.realpathSync(path.join(ROOT, name));
    if (place !== ROOT && !place.startsWith(`${ROOT}/`)) return null;
    return { path: place, info: fs.statSync(place, { bigint: true }) };
  } catch {
    return null;
  }
}

const secondsOf = (date) => (/^[A-Z][a-z]{2}, .* GMT$/.test(date ?? '') ? Date.parse(date) / 1000 : NaN);

function isKnown(fields, tag, modified) {
  if (fields.has('if-none-match')) {
    const tags = fields.get('if-none-match').split(',').map((one) => strip(one).replace(/^W\//, ''));
    return tags.includes(tag) || tags.join() === '*';
  }
  return modified <= secondsOf(fields.get('if-modified-since'));
}

const isSame = (condition, tag, modified) => condition === undefined || condition === tag || secondsOf(condition) === modified;

function partOf(value, size) {
  const [, first, last] = /^bytes=([0-9]*)-([0-9]*)$/.exec(value) ?? [];
  if (first === undefined || first + last === '') return null;
  if (first === '') return { from: Math.max(size - Number(last), 0), to: size };
  if (last !== '' && Number(last) < Number(first)) return null;
  return { from: Number(first), to: last === '' ? size : Math.min(Number(last) + 1, size) };
}

function unpercent(text) {
  const bytes = text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

function pairsOf(query) {
  return query.split('&').filter((part) => part !== '').map((part) => {
    const at = part.indexOf('=');
    const both = at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
    return both.map((word) => unpercent(word.replaceAll('+', ' ')));
  });
}

let counter = 0;

async function respond(client, request) {
  const answer = new Answer(client, request);
  const { method, target, fields, body } = request;
  const at = target.indexOf('?');
  const where = at < 0 ? target : target.slice(0, at);
  const pairs = pairsOf(at < 0 ? '' : target.slice(at + 1));
  if (!METHODS.has(method)) return answer.text(501, 'what is that?\n');
  if (where.startsWith('/files/')) {
    if (method !== 'GET' && method !== 'HEAD') return answer.text(405, '', { Allow: 'GET, HEAD' });
    return answer.file(unpercent(where.slice('/files/'.length)), where);
  }
  if (where.startsWith('/inspect/')) return answer.json({ method, path: unpercent(where), query: pairs });
  if (!ALLOWED.has(where)) return answer.text(404, 'nothing is here\n');
  if (method !== ALLOWED.get(where)) return answer.text(405, '', { Allow: ALLOWED.get(where) });
  switch (where) {
    case '/': return answer.text(200, 'ok\n');
    case '/headers': return answer.json(Object.fromEntries(fields));
    case '/agent': return answer.text(200, `${fields.get('user-agent') ?? ''}\n`);
    case '/echo': return answer.say(200, fields.get('content-type') ?? 'application/octet-stream', body);
    case '/count': return answer.json({ bytes: body.length, characters: [...body.toString('utf8')].length });
    case '/counter': return answer.text(200, `${++counter}\n`);
    case '/stream': return answer.stream(Number(pairs[0][1]));
    default: await pause(Number(pairs[0][1])); return answer.text(200, 'slept\n');
  }
}

let leaving = false;

async function serveOne(client) {
  const [first, ...lines] = (await client.head()).split('\r\n');
  const [method, target, version] = wordsOf(first);
  const fields = fieldsOf(lines);
  if (version === 'HTTP/1.1' && !fields.has('host')) throw new Refused(400);
  client.asks = version === 'HTTP/1.1' && fields.get('expect')?.toLowerCase() === '100-continue';
  const body = await bodyOf(client, fields);
  client.asks = false;
  client.busy = true;
  const zips = !fields.has('range') && takesGzip(fields.get('accept-encoding') ?? '');
  const request = { method, target, version, fields, body, zips, stays: staysOpen(version, fields) && !leaving };
  await respond(client, request);
  client.busy = client.begun = false;
  return request.stays && !leaving;
}

async function serve(client) {
  try {
    while (await serveOne(client));
  } catch (error) {
    if (!(error instanceof Refused)) client.socket.destroySoon();
    else if (!client.socket.destroyed) client.socket.write(`HTTP/1.1 ${error.status} ${error.message}\r\n${GOODBYE}`);
  }
  clearTimeout(client.headTimer);
  if (client.socket.destroyed) return;
  // Bytes that nobody has read would turn our end into a reset, and that would overtake the answer.
  client.socket.end();
  client.socket.resume();
  client.busy = false;
  client.socket.setTimeout(LINGER, () => client.socket.destroy());
}

const GOODBYE = 'Content-Length: 0\r\nConnection: close\r\n\r\n';
const clients = new Set();

const door = net.createServer({ allowHalfOpen: true }, (socket) => {
  if (clients.size >= MOST_CLIENTS) {
    socket.on('error', () => socket.destroy());
    socket.end(`HTTP/1.1 503 ${REASONS[503]}\r\n${GOODBYE}`);
    setTimeout(() => socket.destroy(), LINGER);
    return;
  }
  const client = new Client(socket);
  clients.add(client);
  socket.on('close', () => clients.delete(client));
  serve(client);
});

function leave() {
  if (leaving) process.exit(1);
  leaving = true;
  door.close(() => process.exit(0));
  for (const client of clients) if (!client.begun) client.hearNoMore();
  setTimeout(() => { for (const client of clients) if (!client.busy) client.hearNoMore(); }, PATIENCE);
}

process.on('SIGTERM', leave);
door.listen({ port: Number(process.env.PORT), host: '127.0.0.1', backlog: 512 });
