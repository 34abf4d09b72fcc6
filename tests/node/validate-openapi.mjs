// Validates an OpenAPI document against the specification's schema and rules; its address is the one argument.
import SwaggerParser from '@apidevtools/swagger-parser';

const response = await fetch(process.argv[2]);
if (!response.ok)
  throw new Error(`${process.argv[2]} answered ${response.status}`);
const document = await SwaggerParser.validate(await response.json());
console.log(`${Object.keys(document.paths).length} paths are valid`);
