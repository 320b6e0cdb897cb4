const fs = require('fs/promises');
const http = require('http');
const path = require('path');
http.createServer(async (request, response) => {
  const file = path.join(process.env.DATA_DIR, path.basename(request.url));
  const there = await fs.access(file).then(() => true, () => false);
  if (!there) await fs.writeFile(file, 'taken');
  response.writeHead(there ? 409 : 201, { 'Content-Length': 0 });
  response.end();
}).listen(process.env.PORT, '127.0.0.1');
