// Countries as Natural Earth 4.1 draws them (world-atlas, public domain), by ISO 3166-1 numeric code,
// in the Equal Earth projection: areas compare, and shapes are cut where the map ends.
import world from "world-atlas/countries-110m.json";
import { geoEqualEarth } from "d3-geo";
import { feature } from "topojson-client";

// The rings of a shape after projection; d3 closes and cuts them at the antimeridian.
const rings = (geometry, projection) => {
  const found = [];
  let ring = null;
  const sink = projection.stream({
    point: (x, y) => ring?.push([x, -y]),
    lineStart: () => { ring = []; },
    lineEnd: () => { if (ring.length > 2) { ring.push(ring[0]); found.push(ring); } ring = null; },
    polygonStart: () => {}, polygonEnd: () => {}, sphere: () => {},
  });
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  for (const polygon of polygons) {
    sink.polygonStart();
    for (const line of polygon) {
      sink.lineStart();
      for (const [longitude, latitude] of line.slice(0, -1)) sink.point(longitude, latitude);
      sink.lineEnd();
    }
    sink.polygonEnd();
  }
  return found;
};

export const registerWorld = (echarts) => {
  const projection = geoEqualEarth().translate([0, 0]).scale(100);
  const features = feature(world, world.objects.countries).features.map((shape) => ({
    type: "Feature",
    properties: { ...shape.properties, code: shape.id ?? "" },
    geometry: { type: "MultiPolygon", coordinates: rings(shape.geometry, projection).map((ring) => [ring]) },
  }));
  echarts.registerMap("world", { type: "FeatureCollection", features });
};
