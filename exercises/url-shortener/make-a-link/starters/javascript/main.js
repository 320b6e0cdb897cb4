const http = require('node:http');

function sendJson(response, status, body, headers = {}) {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

function sendProblem(response, status, code, message) {
  sendJson(response, status, { error: { code, message } });
}

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

const server = http.createServer(async (request, response) => {
  const body = await bodyOf(request);
  // Your turn: `POST /links` makes a link, `GET /links/<code>` finds one.
  // request.method, request.url, request.headers and `body` tell what is asked.
  sendProblem(response, 501, 'not_implemented', 'this server cannot do anything yet');
});

server.listen(Number(process.env.PORT), '127.0.0.1');
