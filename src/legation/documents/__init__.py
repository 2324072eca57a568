"""Files, pages, tables and standard input as documents, each divided into blocks by their job."""

from legation.documents.building import document_from_text
from legation.documents.inputs import MAX_BYTES, document_from_bytes, read_documents

__all__ = ["MAX_BYTES", "document_from_bytes", "document_from_text", "read_documents"]
