const http = require('http');
const taken = new Set();
http.createServer((request, response) => {
  const free = !taken.has(request.url);
  setImmediate(() => {
    taken.add(request.url);
    response.writeHead(free ? 201 : 409, { 'Content-Length': 0 });
    response.end();
  });
}).listen(process.env.PORT, '127.0.0.1');
