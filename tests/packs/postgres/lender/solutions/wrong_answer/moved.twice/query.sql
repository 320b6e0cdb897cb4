SELECT move_to('old_notes'), move_to('older_notes');
