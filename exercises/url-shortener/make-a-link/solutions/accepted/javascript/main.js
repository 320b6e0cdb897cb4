const http = require('node:http');
const { randomInt } = require('node:crypto');

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LETTERS_AND_DIGITS = LETTERS + '0123456789';

const links = new Map(); // code -> url

const oneOf = (letters) => letters[randomInt(letters.length)];

function newCode() {
  let code = oneOf(LETTERS);
  while (code.length < 7) code += oneOf(LETTERS_AND_DIGITS);
  return links.has(code) ? newCode() : code;
}

function sendJson(response, status, body, headers = {}) {
  const data = Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': data.length,
    ...headers,
  });
  response.end(data);
}

function sendProblem(response, status, code, message) {
  sendJson(response, status, { error: { code, message } });
}

function linkFor(request, code) {
  return { code, url: links.get(code), short_url: `http://${request.headers.host}/${code}` };
}

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

async function create(request, response) {
  const text = await bodyOf(request);
  let body;
  try {
    body = JSON.parse(text);
  } catch {
    return sendProblem(response, 400, 'invalid_json', 'the body is not JSON');
  }
  const url = body?.url;
  if (typeof url !== 'string' || url === '') {
    return sendProblem(response, 422, 'url_required', '`url` must be a text that is not empty');
  }
  const code = newCode();
  links.set(code, url);
  sendJson(response, 201, linkFor(request, code), { Location: `/links/${code}` });
}

function read(request, response, code) {
  if (!links.has(code)) {
    return sendProblem(response, 404, 'not_found', 'there is no link with this code');
  }
  sendJson(response, 200, linkFor(request, code));
}

const server = http.createServer((request, response) => {
  const { method, url: path } = request;
  if (method === 'POST' && path === '/links') return create(request, response);
  if (method === 'GET' && path.startsWith('/links/')) {
    return read(request, response, path.slice('/links/'.length));
  }
  sendProblem(response, 404, 'not_found', 'there is nothing here');
});

server.listen(Number(process.env.PORT), '127.0.0.1');
